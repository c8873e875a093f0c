"""German number words, which are written as one word."""

_UNITS = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_TEENS = {16: "sechzehn", 17: "siebzehn"}
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def _below_hundred(n: int) -> str:
    if n <= 12:
        return _UNITS[n - 1]
    if n < 20:
        return _TEENS.get(n) or _UNITS[n - 11] + "zehn"
    tens = _TENS[n // 10 - 2]
    return tens if n % 10 == 0 else f"{_UNITS[n % 10 - 1]}und{tens}"


def _ending(word: str, n: int) -> str:
    return word + "s" if n % 100 == 1 else word


def _below_thousand(n: int) -> list[str]:
    if n < 100:
        return [_below_hundred(n)]
    rest = _below_hundred(n % 100) if n % 100 else ""
    hundreds = _UNITS[n // 100 - 1]
    spelled = [f"{hundreds}hundert{rest}"]
    return [*spelled, f"hundert{rest}"] if n < 200 else spelled


def german_numbers() -> dict[str, str]:
    """Every number word from 2 to 999, and the thousands with and without hundreds: number → its spellings."""
    found = {}
    for n in range(2, 1000):
        words = [_ending(w, n) for w in _below_thousand(n) if w != "hundert"]
        found[str(n)] = " ".join(words + [w.replace("ß", "ss") for w in words if "ß" in w])
    found["2"] += " zwo zweien zweier"
    found["3"] += " dreien dreier"
    found["4"] += " vieren"
    for n in range(1, 1000):
        stem = f"{_below_thousand(n)[0]}tausend"
        found[str(n * 1000)] = stem
        if n < 100:
            for h in range(1, 10):
                found[str(n * 1000 + h * 100)] = f"{stem}{_UNITS[h - 1]}hundert"
    found["100000"] += " hunderttausend"
    return found
