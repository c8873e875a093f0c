#!/usr/bin/env python3
"""Open what whensafe sealed, with Python 3.9 or newer and nothing else: no whensafe, no library, no network.

You need: this file; the *request* (a file that holds the sealed texts); and either

  A  the 33 words of as many custodians as the seal asks for, each in a text file of their own:
         python3 open_seals.py request.json --words ada.txt --words chiara.txt --out opened
  B  their *answers* to this request, and the 33 words of whom the answers are for:
         python3 open_seals.py request.json --answer ada.json --answer chiara.json --words mine.txt --out opened

Each seal is written below --out, its words beside it in a .txt. Do this offline; docs/formats/seal.md says what each step is.

How it works, from bottom to top: ML-KEM-768 (FIPS 203), X25519 (RFC 7748), Ed25519 (RFC 8032), ChaCha20-Poly1305
(RFC 8439), HPKE (RFC 9180) with MLKEM768-X25519, age v1 (age-encryption.org/v1), SLIP-39 words.
"""

import argparse
import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path


class Wrong(Exception):
    """Something given is not what it has to be."""


def require(holds, says):
    """Stop with a sentence unless this holds."""
    if not holds:
        raise Wrong(says)


# --- ML-KEM-768 -------------------------------------------------------------------------------------------------

Q, N, K = 3329, 256, 3


def _bit_reversed(i):
    return int(f"{i:07b}"[::-1], 2)


ZETAS = [pow(17, _bit_reversed(i), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * _bit_reversed(i) + 1, Q) for i in range(128)]


def ntt(f):
    """Into the domain where multiplying is easy."""
    f, i, length = list(f), 1, 128
    while length >= 2:
        for start in range(0, N, 2 * length):
            zeta, i = ZETAS[i], i + 1
            for j in range(start, start + length):
                t = zeta * f[j + length] % Q
                f[j], f[j + length] = (f[j] + t) % Q, (f[j] - t) % Q
        length //= 2
    return f


def ntt_back(f):
    """And back."""
    f, i, length = list(f), 127, 2
    while length <= 128:
        for start in range(0, N, 2 * length):
            zeta, i = ZETAS[i], i - 1
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, zeta * (f[j + length] - t) % Q
        length *= 2
    return [x * 3303 % Q for x in f]


def multiply(f, g):
    """Of two polynomials in that domain."""
    h = []
    for i in range(128):
        a, b, c, d = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        h += [(a * c + b * d * GAMMAS[i]) % Q, (a * d + b * c) % Q]
    return h


def add(f, g):
    """Coefficient by coefficient."""
    return [(a + b) % Q for a, b in zip(f, g)]


def dot(fs, gs):
    """The sum of products."""
    total = [0] * N
    for f, g in zip(fs, gs):
        total = add(total, multiply(f, g))
    return total


def pack(f, bits):
    """Coefficients to bytes, ``bits`` each, least significant first."""
    return sum(x << bits * i for i, x in enumerate(f)).to_bytes(32 * bits, "little")


def unpack(data, bits):
    """And back."""
    number, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [number >> bits * i & mask for i in range(N)]


def squeeze(f, bits):
    """Keep ``bits`` bits of each coefficient."""
    return [(((x << bits) + Q // 2) // Q) & ((1 << bits) - 1) for x in f]


def spread(f, bits):
    """What those bits stand for."""
    return [(x * Q + (1 << bits - 1)) >> bits for x in f]


def uniform(seed, j, i):
    """One entry of the public matrix."""
    data, found = hashlib.shake_128(seed + bytes([j, i])).digest(1344), []
    for a, b, c in zip(data[::3], data[1::3], data[2::3]):
        found += [x for x in (a | (b & 15) << 8, b >> 4 | c << 4) if x < Q]
    require(len(found) >= N, "this cannot happen")
    return found[:N]


def noise(seed, n):
    """Small random coefficients (eta = 2)."""
    bits = unpack(hashlib.shake_256(seed + bytes([n])).digest(128), 4)
    return [((x & 1) + (x >> 1 & 1) - (x >> 2 & 1) - (x >> 3 & 1)) % Q for x in bits]


class MlKem:
    """A key pair from its 64-byte seed."""

    def __init__(self, seed):
        self.z = seed[32:]
        mixed = hashlib.sha3_512(seed[:32] + bytes([K])).digest()
        self.rho, sigma = mixed[:32], mixed[32:]
        self.matrix = [[uniform(self.rho, j, i) for j in range(K)] for i in range(K)]
        self.s = [ntt(noise(sigma, n)) for n in range(K)]
        errors = [ntt(noise(sigma, K + n)) for n in range(K)]
        self.t = [add(dot(row, self.s), e) for row, e in zip(self.matrix, errors)]
        self.public = b"".join(pack(t, 12) for t in self.t) + self.rho

    def _encrypt(self, message, randomness):
        y = [ntt(noise(randomness, n)) for n in range(K)]
        u = []
        for i in range(K):
            column = [self.matrix[j][i] for j in range(K)]
            u.append(add(ntt_back(dot(column, y)), noise(randomness, K + i)))
        v = add(ntt_back(dot(self.t, y)), noise(randomness, 2 * K))
        v = add(v, spread(unpack(message, 1), 1))
        return b"".join(pack(squeeze(x, 10), 10) for x in u) + pack(squeeze(v, 4), 4)

    def decapsulate(self, ciphertext):
        """The shared secret (32 bytes)."""
        u = [spread(unpack(ciphertext[320 * i : 320 * (i + 1)], 10), 10) for i in range(K)]
        v = spread(unpack(ciphertext[960:], 4), 4)
        inner = ntt_back(dot(self.s, [ntt(x) for x in u]))
        message = pack(squeeze([(a - b) % Q for a, b in zip(v, inner)], 1), 1)
        mixed = hashlib.sha3_512(message + hashlib.sha3_256(self.public).digest()).digest()
        if hmac.compare_digest(self._encrypt(message, mixed[32:]), ciphertext):
            return mixed[:32]
        return hashlib.shake_256(self.z + ciphertext).digest(32)


# --- Curve25519 and Ed25519 -------------------------------------------------------------------------------------

P = 2**255 - 19
NINE = bytes([9]) + bytes(31)


def x25519(secret, point):
    """Scalar multiplication, RFC 7748 section 5."""
    k = bytearray(secret)
    k[0] &= 248
    k[31] = k[31] & 127 | 64
    scalar, x1 = int.from_bytes(k, "little"), int.from_bytes(point, "little") % 2**255
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for bit in reversed(range(255)):
        now = scalar >> bit & 1
        if swap ^ now:
            x2, z2, x3, z3 = x3, z3, x2, z2
        swap = now
        a, b, c, d = (x2 + z2) % P, (x2 - z2) % P, (x3 + z3) % P, (x3 - z3) % P
        da, cb, aa, bb = d * a % P, c * b % P, a * a % P, b * b % P
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, (aa - bb) * (aa + 121665 * (aa - bb)) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


D = -121665 * pow(121666, P - 2, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493


def _sum(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n, p):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = _sum(total, p)
        p, n = _sum(p, p), n >> 1
    return total


def _point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    require(y < P and (x * x - square) % P == 0, "a key that is no key")
    return (P - x if x & 1 != sign else x), y, 1, (P - x if x & 1 != sign else x) * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    """Did the holder of this Ed25519 key sign this message?"""
    try:
        a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    except Wrong:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    p, q = _times(s, BASE), _sum(r, _times(h, a))
    return s < ORDER and (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


# --- ChaCha20-Poly1305 and HKDF ---------------------------------------------------------------------------------


def _quarter(s, a, b, c, d):
    m = 0xFFFFFFFF
    for x, y, z, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = s[x] + s[y] & m
        t = s[z] ^ s[x]
        s[z] = (t << bits | t >> 32 - bits) & m


def _block(key, nonce, counter):
    head = b"expand 32-byte k" + key + counter.to_bytes(4, "little") + nonce
    first = [int.from_bytes(head[i : i + 4], "little") for i in range(0, 64, 4)]
    s = list(first)
    for _ in range(10):
        for i in range(4):
            _quarter(s, i, i + 4, i + 8, i + 12)
        for i in range(4):
            _quarter(s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return b"".join((x + y & 0xFFFFFFFF).to_bytes(4, "little") for x, y in zip(s, first))


def aead_open(key, nonce, sealed):
    """The plaintext, or None if it was changed or the key is another."""
    body, tag = sealed[:-16], sealed[-16:]
    if len(tag) < 16:
        return None
    one = _block(key, nonce, 0)[:32]
    r = int.from_bytes(one[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    padded = body + bytes(-len(body) % 16) + bytes(8) + len(body).to_bytes(8, "little")
    total = 0
    for i in range(0, len(padded), 16):
        total = (total + int.from_bytes(padded[i : i + 16] + b"\1", "little")) * r % (2**130 - 5)
    mac = (total + int.from_bytes(one[16:], "little") & 2**128 - 1).to_bytes(16, "little")
    if not hmac.compare_digest(mac, tag):
        return None
    stream = b"".join(_block(key, nonce, 1 + i) for i in range((len(body) + 63) // 64))
    return bytes(a ^ b for a, b in zip(body, stream))


def extract(salt, secret):
    """HKDF-Extract with SHA-256."""
    return hmac.digest(salt or bytes(32), secret, "sha256")


def expand(key, info, length):
    """HKDF-Expand with SHA-256."""
    found = last = b""
    for n in range(1, -(-length // 32) + 1):
        last = hmac.digest(key, last + info + bytes([n]), "sha256")
        found += last
    return found[:length]


# --- HPKE and age -----------------------------------------------------------------------------------------------

SUITE = b"HPKE" + bytes.fromhex("647a00010003")


class Identity:
    """What opens an age file sealed for a hybrid recipient: a 32-byte seed."""

    def __init__(self, seed):
        wide = hashlib.shake_256(seed).digest(96)
        self.mlkem, self.secret = MlKem(wide[:64]), wide[64:]
        self.share = x25519(self.secret, NINE)
        self.public = self.mlkem.public + self.share

    def file_key(self, share, body):
        """The 16-byte file key in this stanza, or None."""
        shared = x25519(self.secret, share[1088:])
        require(any(shared), "a key that is no key")
        mixed = self.mlkem.decapsulate(share[:1088]) + shared + share[1088:] + self.share + b"\\.//^\\"
        secret = hashlib.sha3_256(mixed).digest()

        def pick(salt, label, given):
            return extract(salt, b"HPKE-v1" + SUITE + label + given)

        info = b"age-encryption.org/mlkem768x25519"
        context = b"\0" + pick(b"", b"psk_id_hash", b"") + pick(b"", b"info_hash", info)
        key = pick(secret, b"secret", b"")

        def derive(label, length):
            return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + SUITE + label + context, length)

        return aead_open(derive(b"key", 32), derive(b"base_nonce", 12), body)


def _base64(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def age_open(data, identity):
    """The plaintext of an age file with hybrid stanzas, or `Wrong`."""
    end = data.find(b"\n---")
    mac_end = data.find(b"\n", end + 1)
    require(data.startswith(b"age-encryption.org/v1\n") and 0 < end < mac_end, "this is not a sealed file")
    lines = data[22:end].split(b"\n")
    key, i = None, 0
    while i < len(lines):
        head, body = lines[i].split(b" "), b""
        require(
            len(head) == 3 and head[:2] == [b"->", b"mlkem768x25519"], "a seal with a stanza it must not have"
        )
        while True:
            i += 1
            require(i < len(lines), "the head of this sealed file is cut")
            body += lines[i]
            if len(lines[i]) < 64:
                break
        key, i = key or identity.file_key(_base64(head[2]), _base64(body)), i + 1
    require(key is not None, "this sealed file is for somebody else")
    mac = hmac.digest(expand(extract(b"", key), b"header", 32), data[: end + 4], "sha256")
    require(hmac.compare_digest(mac, _base64(data[end + 5 : mac_end])), "this sealed file was changed")
    payload = data[mac_end + 1 :]
    stream_key, body = expand(extract(payload[:16], key), b"payload", 32), payload[16:]
    plain, step = [], 65536 + 16
    for n, start in enumerate(range(0, max(len(body), 1), step)):
        last = start + step >= len(body)
        chunk = aead_open(stream_key, n.to_bytes(11, "big") + bytes([last]), body[start : start + step])
        require(chunk is not None, "this sealed file was cut or changed")
        plain.append(chunk)
    return b"".join(plain)


def unpadded(data):
    """Length, data, zeros: the data."""
    end = 8 + int.from_bytes(data[:8], "big")
    require(len(data) >= 256 and end <= len(data) and not any(data[end:]), "this was not padded as a seal is")
    return data[8:end]


BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def recipient_key(text):
    """The 1,216 bytes of an ``age1pq1…`` recipient."""
    values = [BECH32.index(c) for c in text.split("1", 2)[2][:-6]]
    number = 0
    for value in values:
        number = number << 5 | value
    return (number >> 5 * len(values) % 8).to_bytes(5 * len(values) // 8, "big")


# --- SLIP-39 ----------------------------------------------------------------------------------------------------

# Each of the 1,024 words is known by its first four letters.
LETTERS = (
    "acadacidacneacquacroactiactradapadeqadjuadmiadoraduladvaadvoafraagaiagenagreaideaircairlairpajaralaralbualcoaliealivalphalrealto"
    "alumalwaamazambiamouamusanalanatanceanciangeangranimanswanteanxiaparaquaarcaarenarguarmeartiartwaspeauctauguauntaveraviaavoiawar"
    "awayaxisaxlebeambearbeavbecobedrbehabeinbelibelobenebestbeyobikebiolbirtbishblacblanblesblimblinbluebodyboltboribornbothbounbrac"
    "branbravbreabriebrokbrotbrowbuckbudgbuilbulbbulgbumpbundburdburnbusybuyecagecalccamecampcanycapacapicaptcarbcardcarecargcarpcarv"
    "catecausceilcentcerachamchancharchecchemcheschewchubcineciviclasclaycleaclieclimclinclocclogclosclotclubcluscoalcoascodicolucomp"
    "corncostcouncourcovecowbcradcrafcrazcredcriccrimcriscritcrowcruccruncruscryscubicultcuricurlcustcylidaisdamadancdarkdatadaugdead"
    "dealdebrdebudecedecidecldecodecrdelidemadensdenydepadepedepidepldescdesedesideskdestdetadetedevidevodiagdictdietdiledimidinidipl"
    "disadiscdisedishdismdispdistdivedivodocudomadomedomidougdowndragdramdreadresdrifdrindrovdrugdryeduckdukeduradwardynaearleartease"
    "easyechoecliecoledgeediteduceithelboeldeelecelegelemelepelevelitelseemaiemeremisempeemphemplemptendiendlendoenemenerenfoengaenjo"
    "enlaentrenveenvyepidepisequaequieraserodescaestaestievalevenevidevilevokexacexamexceexchexclexcuexecexerexhaexotexpaexpeexplexpr"
    "exteextreyebfacifactfailfainfakefalsfamifamofancfangfantfatafatifavofawnfibefictfiltfinafindfingfirefirmfiscfishfitnflamflasflav"
    "fleaflexflipfloaflorfluffocuforbforcforeforgformfortforwfounfracfragfreqfresfriafridfriefrosfrotfrozfumefundfurlfusegalagamegarb"
    "gardgarlgasogathgenegenigenrgenugeolgestgladglanglasglenglimgoatgoldgradgrangrasgravgraygreagriegrilgringrocgrosgrougrowgrumguar"
    "guesguilguitgumshairhamshandhangharvhavehavohawkhazaheadhealhearheathelpheraherdhesihoboholiholyhomehormhosphourhugehumahumihunt"
    "husbhushhuskhybrideaidenidleimagimpaimplimprimpuinclincoincrindeindiinduinfainfoinheinjuinmainseinsiinstinteintiinvainvoirisisla"
    "isolitemivorjackjerkjewejoinjudijuicjumpjuncjunijunkjuryjustkernkeybkidnkindkitcknifknitladeladlladylairlamplanglarglaselaunlaws"
    "leadleaflearleavlectlegalegelegslendlenglevelibelibrliceliftlikelilalilylipsliqulistlitelivilizaloanlobelocalosiloudloyaluckluna"
    "lunclungluxulyinlyrimachmagamaidmailmainmakemakimamamanamandmansmanumaramarcmarkmarvmasomatemathmaximayomeanmedamedimembmemoment"
    "mercmerimethmetrmidsmildmilimineminimiramixemixtmobimodemodimoismomemornmortmothmounmousmovemuchmulemultmuscmusemusimustnailnati"
    "neckneganervnetwnewsnuclnumbnumenylooasiobesobjeobseobtaoceaofteolymomitoraloranorbiordeordiorgaouncovenoverownepacepacipackpaid"
    "painpajapancpantpapapapeparcparkpartpatepatrpaympayrpeacpeanpeaspecapenapencpercperfpermpetiphanpharphotphraphyspickpictpiecpile"
    "pinkpipepistpitcplaiplanplasplatplaypleaplotplunpracpraypreapredpregprempreppresprevprieprimprioprisprivprizprobprocprofprogprom"
    "prosprovprunpublpulspumppunipunypupapurcpurppythquanquarquicquieraceraciradarailrainraisrandrankrapiraspreacrealreboreburecarece"
    "recoregrregurejerelaremeremiremorendreparepereplrequrescreseresirespresuretaretrreunreverevirewarhymrhytrichrivariverobirockroma"
    "romprostrounroyaruinrulerumosacksafasalasalosaltsatisatosavesaysscanscarscatscenschosciescouscrascrescriscroseafseassecrsecusegm"
    "senishadshafshamshapsharshelshershorshoushrisidesilesilvsimisimpsingsistskinskunslapslavsledslicslimslowslussmarsmeasmelsmirsmit"
    "smoksmugsnaksnapsnifsocisoftsoldsolusoulsourspacsparspeaspecspelspenspewspidspilspinspirspitsprasprisquasquestadstafstanstarstat"
    "staysteastepsticstilstorstrastristylsubjsubmsugasuitsunlsupesurfsurpsurvsweaswimswinswitsymbsympsyndsysttacktacttadptaletasktast"
    "taugtaxiteacteamteastemptenatendtenstermtesttextthanthattheatheotherthorthrethumthunticktidytimbtimetingtofutogetoletotatoxitrac"
    "traftraitrantrastravtreatrentriatrictriptriutroutruetrustwictwintypetypiuglyultiumbruncoundeunfaunfounhauniounivunkiunknunusunwr"
    "upgrupstuserusheusuavalivaluvampvanivarivegavelvventverdveriveryvetevexevictvideviewvintviolviravisivisuvitavocavoicvoluvotevoti"
    "walnwarmwarnwatcwavywealweapwebcwelcwelfwestwidtwildwindwinewirewisdwithwitswolfwomaworkwortwrapwriswritwrotyearyelpyielyogazero"
)
NUMBER = {LETTERS[4 * i : 4 * i + 4]: i for i in range(1024)}
_check = "00E0E04001C1C08003838100070702000E0E00091C0C241238086C243090FC4821B1F89003F3F120"
CHECK = [int(_check[i : i + 8], 16) for i in range(0, 80, 8)]
EXP, LOG = [0] * 255, [0] * 256
_x = 1
for _i in range(255):
    EXP[_i], LOG[_x] = _x, _i
    _x = (_x << 1 ^ _x) ^ (0x11B if (_x << 1 ^ _x) & 0x100 else 0)


def share(words):
    """One mnemonic: (what it belongs to, threshold, its number, its 32 bytes)."""
    typed = words.lower().split()
    require(len(typed) == 33 and all(w[:4] in NUMBER for w in typed), "not 33 words of the list")
    numbers = [NUMBER[w[:4]] for w in typed]
    check = 1
    for value in [*b"shamir_extendable", *numbers]:
        top, check = check >> 20, (check & 0xFFFFF) << 10 ^ value
        for i in range(10):
            check ^= CHECK[i] if top >> i & 1 else 0
    require(check == 1, "a word is mistyped or in another place")
    head = 0
    for value in numbers[:4]:
        head = head << 10 | value
    value = 0
    for n in numbers[4:-3]:
        value = value << 10 | n
    require(head >> 24 & 1 and not head >> 8 & 0xFFF and value < 1 << 256, "words of another kind")
    return head >> 8, (head & 15) + 1, head >> 4 & 15, value.to_bytes(32, "big")


def _at(points, x):
    found = bytes(32)
    for i, data in points:
        basis = sum(LOG[j ^ x] - LOG[j ^ i] for j, _ in points if j != i)
        found = bytes(f ^ (EXP[(LOG[v] + basis) % 255] if v else 0) for f, v in zip(found, data))
    return found


def join(mnemonics):
    """The secret that these mnemonics hold together."""
    shares = [share(words) for words in mnemonics]
    threshold = shares[0][1]
    require(len({s[0] for s in shares}) == 1, "words of different secrets")
    points = list({number: data for _, _, number, data in shares}.items())[:threshold]
    require(len(points) == threshold, f"{len(points)} of {threshold} shares")
    secret = points[0][1]
    if threshold > 1:
        secret, digest = _at(points, 255), _at(points, 254)
        require(
            hmac.digest(digest[4:], secret, "sha256")[:4] == digest[:4], "these shares don't fit together"
        )
    left, right = secret[:16], secret[16:]
    rounds = 2500 << (shares[0][0] >> 12 & 15)
    for i in (3, 2, 1, 0):
        f = hashlib.pbkdf2_hmac("sha256", bytes([i]), right, rounds, 16)
        left, right = right, bytes(a ^ b for a, b in zip(left, f))
    return right + left


# --- Putting it together ----------------------------------------------------------------------------------------


def canonical(value):
    """RFC 8785, for the values that these files hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read(path, kind):
    """A signed file: its body, whether a key signed it, and its digest."""
    data = Path(path).read_bytes()
    try:
        found = json.loads(data)
        body, signature = found["body"], base64.b64decode(found["signature"])
    except (ValueError, KeyError, TypeError):
        raise Wrong(f"{path}: not a file of this kind") from None
    require(
        found["kind"] == kind and canonical(found) + b"\n" == data,
        f"{path}: not a file of this kind, or changed",
    )
    message = kind.encode() + b"\0" + canonical(body)
    return body, lambda key: signed(base64.b64decode(key), message, signature), hashlib.sha256(data).digest()


def open_share(sealed, identity, group, held):
    """The mnemonic in one sealed share, which must be the one that was handed out."""
    spelled = unpadded(age_open(base64.b64decode(sealed), identity))
    commitment = hashlib.sha256(b"whensafe share commitment 1\0" + spelled).digest()
    inside = json.loads(spelled)
    true = (
        hmac.compare_digest(commitment, base64.b64decode(held["commitment"]))
        and inside["group"] == group["id"]
    )
    require(true, f"{held['name']}: a forged share")
    return inside["mnemonic"]


def mnemonics(request, digest, words, answers):
    """What the custodians give: from their own words, or from their answers."""
    group, identities = (
        request["group"],
        [Identity(join([Path(w).read_text(encoding="utf-8")])) for w in words],
    )
    found = {}
    if not answers:
        for held in group["shares"]:
            for identity in identities:
                if recipient_key(held["recipient"]) == identity.public:
                    found[held["name"]] = open_share(held["sealed"], identity, group, held)
        return found
    require(len(identities) == 1, "with answers, give the words of the one person they are for")
    for path in answers:
        body, by, _ = read(path, "whensafe-answer-1")
        held = next((h for h in group["shares"] if h["verify"] == body["verify"]), None)
        require(held is not None and by(body["verify"]), f"{path}: signed by nobody among the custodians")
        require(base64.b64decode(body["request"]) == digest, f"{path}: answers another request")
        found[held["name"]] = open_share(body["sealed"], identities[0], group, held)
    return found


def open_all(request_path, words, answers):
    """Every seal of the request: (its place, its content)."""
    request, by, digest = read(request_path, "whensafe-request-1")
    require(by(request["verify"]), "this request was changed after it was signed")
    group = request["group"]
    shares = mnemonics(request, digest, words, answers)
    print(
        f"{len(shares)} of {group['threshold']} shares needed: {', '.join(shares) or 'none'}", file=sys.stderr
    )
    require(len(shares) >= group["threshold"], "too few custodians")
    identity = Identity(join(list(shares.values())))
    require(identity.public == recipient_key(group["recipient"]), "these shares give another key")
    for seal in request["seals"]:
        head, _, content = unpadded(age_open(base64.b64decode(seal["ciphertext"]), identity)).partition(b"\n")
        require(
            head == b"whensafe seal 1 " + canonical(seal["context"]),
            "a seal that was moved from another place",
        )
        yield seal["context"], content


def spelled(content):
    """The sealed words, one stretch a line, or None for what isn't text."""
    try:
        held = json.loads(content[32:])  # a salt comes first
        return "\n".join(part["words"] for part in held["stretches"] + held["fields"])
    except (ValueError, KeyError, TypeError):
        return None


def main():
    """See the text on top."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("request")
    parser.add_argument("--words", action="append", default=[], required=True, metavar="FILE")
    parser.add_argument("--answer", action="append", default=[], metavar="FILE")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    given = parser.parse_args()
    try:
        folder = Path(given.out)
        folder.mkdir(parents=True, exist_ok=True)
        for n, (place, content) in enumerate(open_all(given.request, given.words, given.answer), 1):
            path = folder / f"{n:03}-opened"
            require(not path.exists(), f"{path} is there already")
            path.write_bytes(content)
            print(f"{path}: {canonical(place).decode()}")
            words = spelled(content)
            if words is not None:
                path.with_name(path.name + ".txt").write_text(words + "\n", encoding="utf-8")
    except (Wrong, OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        print(f"open_seals: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
