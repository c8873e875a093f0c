"""Codes of the core in the reader's language. The core speaks in codes and English; this face translates.

A code without an entry falls back to the English sentence that came with it, marked as English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from whensafe.errors import NotPermitted, WhensafeError
from whensafe.nouns.interview import Question, Role


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for people: what was wrong, what was kept, what to do. ``where`` names a file or an item."""

    wrong: str
    kept: str
    todo: str
    where: str | None = None


NOTHING_CHANGED = _("Nothing was changed.")
NOT_STORED = _("Nothing of this was stored; what was in the archive before is as it was.")

_Three = tuple[str | Promise, str | Promise, str | Promise]

ERRORS: dict[str, _Three] = {
    "error": (_("That did not work."), NOTHING_CHANGED, _("Go back and try again.")),
    "bad_input": (
        _("What was given can’t be used."),
        NOT_STORED,
        _("Look at the file, then take it in again."),
    ),
    "unreadable": (
        _("No reader can take this file whole."),
        NOT_STORED,
        _("Give the same document in another format, or paste its text."),
    ),
    "too_large": (
        _("The file is larger, deeper or slower to read than what is taken."),
        NOT_STORED,
        _("Give it in smaller parts, or as plain text."),
    ),
    "not_found": (
        _("There is no such interview, turn or file."),
        NOTHING_CHANGED,
        _("Go to the list of interviews."),
    ),
    "bad_option": (
        _("Something in the form is not what it should be."),
        NOTHING_CHANGED,
        _("Go back, look at dates and choices, and send it again."),
    ),
    "refused": (_("This is not done, or not like this."), NOTHING_CHANGED, _("Go back to the interview.")),
    "not_permitted": (
        _("You may not see or do this."),
        NOTHING_CHANGED,
        _("Ask the person who keeps the archive."),
    ),
    "wrong_key": (_("Name and passphrase do not open this archive."), NOTHING_CHANGED, _("Try again.")),
    "older_copy": (
        _("This archive ends before what you have already seen of it."),
        NOTHING_CHANGED,
        _("Look for the newer copy, or bring back a newer backup."),
    ),
    "not_an_archive": (
        _("The folder holds no archive of this format."),
        NOTHING_CHANGED,
        _("Start the server on the right folder."),
    ),
    "busy": (_("Somebody else is writing in the archive."), NOT_STORED, _("Try again in a moment.")),
    "disk_failed": (
        _("The disk is full or failing."),
        _("What was under way is undone; what was acknowledged before is kept."),
        _("Make room, look at the disk, and try again."),
    ),
    "bad_seal": (_("This sealed file can’t be opened."), NOTHING_CHANGED, _("Look for an unharmed copy.")),
    "bad_answer": (
        _("This answer is forged, or answers another request."),
        NOTHING_CHANGED,
        _("Ask the custodian it names."),
    ),
    "damaged": (
        _("What is stored is not what was written."),
        _("Everything else is as it was."),
        _("Check the archive, and bring back a backup if the check agrees."),
    ),
}

CONSTANT: dict[str, _Three] = {
    "signed_out": (_("You are not signed in any more."), NOTHING_CHANGED, _("Sign in and do it again.")),
    "forged": (
        _("The form did not come from a page of this sign-in."),
        NOTHING_CHANGED,
        _("Open the page again and send it from there."),
    ),
    "bad_request": (_("The request can’t be read."), NOTHING_CHANGED, _("Go back and try again.")),
    "too_much": (
        _("That is more than is taken at once."),
        NOT_STORED,
        _("Give fewer or smaller files at a time."),
    ),
    "not_permitted": ERRORS["not_permitted"],
    "no_page": (_("There is no such page."), NOTHING_CHANGED, _("Go to the desk.")),
    "no_file": (_("No file, text or address was given."), NOT_STORED, _("Give one of the three.")),
    "changed_meanwhile": (
        _("The interview has changed since this was shown."),
        NOTHING_CHANGED,
        _("Look again, and confirm it once more."),
    ),
    "no_answer": (
        _("No answer was chosen."),
        NOTHING_CHANGED,
        _("Choose the files that custodians sent back."),
    ),
    "fault": (
        _("Something in whensafe went wrong."),
        _("What was acknowledged before is kept; this act was not done."),
        _("Try again; if it happens again, tell whoever looks after the program the code below."),
    ),
}

PASSED_OVER: dict[str, str | Promise] = {
    "system_files": _("hidden or put there by a system"),
    "not_a_page": _("pictures, styles and the like"),
    "not_found": _("answers without a page"),
    "revisit": _("pages seen again, kept once"),
    "again": _("pages captured twice"),
    "embedded": _("frames inside pages"),
}

ROLES: dict[str, str | Promise] = {
    "narrator": _("Narrator"),
    "interviewer": _("Interviewer"),
    "interpreter": _("Interpreter"),
    "present": _("Present"),
}

BASES: dict[str, str | Promise] = {
    "own": _("own interview"),
    "published": _("published elsewhere"),
    "deposited": _("deposited with us"),
}

ACTS: dict[str, str | Promise] = {
    "init": _("Archive made"),
    "take_in": _("Taken in"),
    "add_to": _("Added to an interview"),
    "begin_folder": _("Taking in a folder begun"),
    "known_file": _("File of a folder was here already"),
    "refuse_file": _("File of a folder not taken in"),
    "end_folder": _("Taking in a folder ended"),
    "merge_ledger": _("Ledger of another archive kept"),
    "merge_registers": _("People and rules of another archive merged"),
    "merge_interview": _("Interview of another archive merged"),
    "transcribe": _("Recording written down by a machine"),
    "keep": _("Kept"),
    "discard": _("Draft discarded"),
    "correct": _("Corrected"),
    "take_out": _("Original taken out"),
    "backup": _("Backup made"),
    "give_access": _("Access given"),
    "take_access": _("Access taken away"),
    "rekey": _("Archive put under a new key"),
    "accept_older": _("Older copy accepted"),
    "add_person": _("Person added"),
    "spell_person": _("Spelling added"),
    "describe_person": _("Details of a person changed"),
    "unspell_person": _("Spelling taken away"),
    "undescribe_person": _("Details of a person taken away"),
    "consent": _("Consent recorded"),
    "withdraw": _("Consent withdrawn"),
    "restrict": _("Restricted"),
    "end_restriction": _("Restriction ended"),
    "withhold": _("Place of a risk withheld"),
    "confirm": _("Fact confirmed"),
    "take_back": _("Confirmation taken back"),
    "keep_contact": _("Contact sheet kept"),
    "show_contact": _("Contact sheet shown"),
    "delete_contact": _("Contact sheet deleted"),
    "custodians": _("Custodians set"),
    "drill": _("Drill of custodians begun"),
    "drill_answers": _("Drill of custodians answered"),
    "seal": _("Sealed"),
    "place": _("Place for a sealed text made"),
    "take_sealed": _("Sealed text taken in"),
    "request": _("Custodians asked"),
    "answers": _("Answers of custodians taken in"),
    "withdraw_request": _("Request to custodians withdrawn"),
    "publish": _("Edition published"),
    "export": _("Exported"),
    "preview": _("Preview of an edition written"),
    "release": _("Released"),
}

QUESTIONS: dict[str, str | Promise] = {
    "who_asks": _("Which side is the interviewer?"),
    "same_dash": _("Both sides open with the same dash and were read in turn. Is that right?"),
    "unmarked_alternation": _(
        "Nothing marks who speaks; what ends with a question mark was read as a question. Is that right?"
    ),
    "no_transcript": _("There are words about an interview but none of it. Is there a transcript?"),
    "unwritten_recording": _(
        "There is no transcript of this recording yet. Can you add one, or have it written down?"
    ),
    "no_text": _("The pages are pictures without text. Is there a version with text?"),
    "pages_without_text": _("Some pages are pictures without text. Is there a version with text?"),
    "encoding_guessed": _("The file doesn’t say how its letters are encoded. Does the text read right?"),
    "hidden_text": _(
        "Tracked changes, comments or hidden text lie in the file. Which of it belongs to the interview?"
    ),
    "object_replacement": _("A sign stands in the source where something else was (U+FFFC). What was it?"),
    "addresses_taken": _(
        "The file gives its turns addresses that are in use here; they have new ones. Is it an interview that"
        " the archive has already?"
    ),
    "replacement_characters": _("Some letters could not be read (U+FFFD). Is there a better copy?"),
    "cue_times": _("Some times are missing or run backwards. Are the cues in the right order?"),
    "translation_alignment": _("Two languages stand side by side. Which renders which?"),
    "unnamed_speaker": _("A speaker has no name in the source. Who is it?"),
    "machine_made": _("A machine wrote down these words. Has somebody read them against the recording?"),
    "attachments": _(
        "Something was attached, and its words are not in this. Does it belong to the interview?"
    ),
    "several_narrators": _(
        "What is attached is told by different people. Is it one interview? If not, take it in file by file."
    ),
    "joint_speaker": _("One label names several people. Who said this?"),
    "introduction": _(
        "The first paragraph may be about the narrator, not by them. Is it testimony? If not, set it aside."
    ),
    "ambiguous_date": _("A date in the source can be read in two ways. Which day is it?"),
    "two_dates": _("The source gives two dates for the same thing. Which is right?"),
    "duplicate": _("This looks like an interview that is already in the archive. Is it the same?"),
    "given_title": _("Your list gives another title than the document. Which is right?"),
    "given_narrator": _("Your list gives another name for who tells it than the document. Which is right?"),
    "given_interviewer": _("Your list gives another name for who asks than the document. Which is right?"),
    "given_interviewed": _("Your list gives another day of the interview than the document. Which is right?"),
    "given_published": _("Your list gives another day of publication than the document. Which is right?"),
    "given_source": _("Your list gives another source than the document. Which is right?"),
    "given_url": _("Your list gives another web address than the document. Which is right?"),
    "given_language": _("Your list gives another language than the document. Which is right?"),
    "given_unread": _("Something in your list can’t be read in one way. What is meant?"),
    "merge_differs": _("An archive that was merged has this interview otherwise. Which is right?"),
    "duplicate_part": _(
        "This and another interview have a large part in common. Is one a part of the other?"
    ),
    "duplicate_translation": _("This may be another interview in another language. Is it?"),
    "translation_not_aligned": _(
        "Transcript and translation differ in turns or roles. Which turns belong together?"
    ),
    "sealed_before": _(
        "Something of this interview is sealed. Are the same words in what was added?"
        " Then seal them there, too."
    ),
    "unreadable": _(
        "The file is kept as received, but its words could not be read. Can you give it in another format?"
    ),
}
"""Every code that intake and the desk ask with. A test holds this list to theirs."""

MESSAGES = (
    noop("the file is empty"),
    noop("this file is empty"),
    noop("it is locked with a password"),
    noop("its name leads out of the zip"),
    noop("it is a link, not a file"),
    noop("it unpacks to far more than a document holds"),
    noop("another file in the zip has the same name"),
    noop("it is broken in the zip"),
    noop("this is a zip in a zip"),
    noop("this web archive is cut short or broken from here on"),
    noop("there is no page in this web archive"),
    noop("no such interview"),
    noop("no such turn"),
    noop("no such question"),
    noop("no such participant"),
    noop("not a date"),
    noop("not a language tag"),
    noop("nothing to search for"),
    noop("an answer has at least one letter"),
    noop("a turn is split between two of its letters"),
    noop("this interview has been kept and is no longer a draft"),
    noop("the interview has no transcript that this could translate"),
    noop("the interview has no transcript yet"),
    noop("this PDF is locked with a password"),
    noop("this PDF is cut short or broken"),
    noop("this Word file is locked with a password"),
    noop("this file is locked with a password"),
    noop("this file unpacks to far more than a document holds"),
    noop("this file made its reader fail"),
    noop("the disk is full or failing; nothing was kept"),
    noop("too much is being taken in already"),
    noop("no request for this seal is under way"),
    noop("the key that reads these answers is not on this machine"),
    noop("the custodians were asked again meanwhile"),
    noop("this archive has no such seal"),
    noop("this seal was released before"),
    noop("nothing of this seal is closed any more: it was released"),
    noop("this is not an answer, or it is damaged"),
    noop("this answer is signed by nobody among the custodians"),
    noop("this answers another request"),
    noop("this answer holds a forged share, and its sender signed it"),
    noop("this is no release file, or it is damaged"),
    noop("this release file is for another archive"),
    noop("what this file would put back is not what was sealed"),
    noop("there is nothing in this release file that can be put back now"),
    noop("this fact is not confirmed"),
    noop("no such confirmation"),
    noop("there is a sealed hole inside this stretch"),
    noop("a quotation has at least one word, and no hole"),
    noop("there is nothing there that isn't sealed already"),
    noop("nobody could open a seal: this archive has no custodians"),
    noop("the team works with what is restricted"),
)
"""Lines of the core that say more than their code does; said in the page's language where they are met."""

OPTIONS: dict[str, str | Promise] = {
    "same": _("the same"),
    "different": _("a different one"),
    "who speaks first": _("who speaks first"),
    "who speaks second": _("who speaks second"),
    "yes": _("yes"),
    "no": _("no"),
    **ROLES,
}

EVENTS: dict[str, str | Promise] = {"received": _("received by")}

CHECKED: dict[str, str | Promise] = {
    "files": _("files"),
    "ledger": _("ledger entries"),
    "interviews": _("interviews"),
    "blobs": _("originals"),
    "checkpoints": _("checkpoints"),
    "records": _("records"),
    "foreign_entries": _("ledger entries of merged archives"),
    "sealed_openings": _("ledger openings that lie in a seal"),
}

DEEDS: dict[str, str | Promise] = {
    "kept": _("Kept. It is now listed, searchable and citable."),
    "discarded": _("The draft was discarded. The ledger says that it was there."),
    "changed": _("Changed, and written in the ledger."),
    "added": _("Added to the interview."),
    "transcribed": _("A machine has written the recording down. Read it against the recording."),
    "answered": _("The answer is kept with the question."),
    "preview_gone": _("The preview is gone. Nothing was published."),
    "edition_gone": _("The edition is forgotten here. Its digests stay in the ledger and in this list."),
    "confirmed": _("Confirmed and signed. Nothing has opened by it."),
    "taken-back": _("Taken back. What rested on it is closed."),
    "asked": _("The request is written. Send it to the custodians now."),
    "answers": _("The answers are kept."),
    "request-withdrawn": _("The request is given up, and the key made for it is deleted."),
    "released": _("The words are back in their place. So far only the team can read them."),
    "restricted": _("Restricted: it is hidden from the next edition on. The team goes on seeing it."),
    "lifted": _("The restriction has ended: it hides nothing from the next edition on."),
    "person_added": _("Put into the register. A pseudonym was drawn and is kept apart."),
    "person_less": _("Taken away. It stands in the ledger that it was there, not what it was."),
    "person_changed": _("Added to the register. Rules about this person reach it from now on."),
    "consented": _("The answers are recorded. They are added to what was said before; nothing was changed."),
    "adopted": _("Adopted. Give each of them the archive’s card."),
    "drill": _("The drill has begun. Send its request to every custodian."),
    "drill_answered": _("The answers are taken in."),
    "contact_kept": _("The contact sheet is kept apart, under a key of its own."),
}


def passed_over(counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """What was passed over in a zip or web archive: words and how many."""
    return [(str(PASSED_OVER.get(code, code)), n) for code, n in counted]


def sentence(error: WhensafeError) -> Said:
    """One of our errors in the reader's language. Its own English line is used where that is what is read."""
    wrong, kept, todo = ERRORS.get(error.code, ERRORS["error"])
    line = gettext(error.message)
    if isinstance(error, NotPermitted):  # its own line is made of codes
        return Said(str(wrong), str(kept), str(todo), error.where)
    if get_language() == "en" or line != error.message:
        wrong = line[:1].upper() + line[1:].rstrip(".") + "."
    if get_language() == "en" and error.todo:
        todo = error.todo
    return Said(str(wrong), str(kept), str(todo), error.where)


def constant(code: str) -> Said:
    """A sentence that this face says by itself."""
    wrong, kept, todo = CONSTANT[code]
    return Said(str(wrong), str(kept), str(todo))


def role(value: Role | str) -> str:
    """What somebody was in the room."""
    return str(ROLES.get(str(value), value))


def basis(value: str) -> str:
    """Why the archive holds it."""
    return str(BASES.get(value, value))


def act(code: str) -> str:
    """An act in the ledger."""
    return str(ACTS.get(code, code))


def option(value: str) -> str:
    """An answer that a question offers; words of the source stay as they are."""
    return str(OPTIONS.get(value, value))


def event(value: str) -> str:
    """A link of a chain of custody."""
    return str(EVENTS.get(value, value))


def checked(value: str) -> str:
    """What a check counted."""
    return str(CHECKED.get(value, value))


def deed(code: str | None) -> str | None:
    """What was just done, by its code; ``None`` for no or a foreign code."""
    return str(DEEDS[code]) if code in DEEDS else None


def question(asked: Question) -> tuple[str, str | None]:
    """A question's text and, where it is not in the page's language, the language it is in."""
    known = QUESTIONS.get(asked.code)
    if get_language() == "en":
        return asked.text, None
    return (str(known), None) if known is not None else (asked.text, "en")
