"""Every address. A page is behind the door unless it is marked `open_to_all`."""

from __future__ import annotations

from django.urls import path

from whensafe.web.pages import (
    about,
    add,
    cite,
    confirm,
    consent,
    contact,
    desk,
    draft,
    due,
    enter,
    interviews,
    ledger,
    marking,
    originals,
    people,
    reading,
    seals,
    take_in,
    why,
    withdraw,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in", enter.sign_in, name="sign-in"),
    path("sign-out", enter.sign_out, name="sign-out"),
    path("language", enter.language, name="language"),
    path("interviews/", interviews.listed, name="interviews"),
    path("search", interviews.ask, name="search"),
    path("found/<slug:token>", interviews.found, name="found"),
    path("interviews/<slug:id>", reading.read, name="reading"),
    path("interviews/<slug:id>/turns/<slug:address>", cite.cite, name="cite"),
    path("i/<slug:id>/t/<slug:address>", cite.turn, name="turn"),
    path("interviews/<slug:id>/files/<slug:blob>", originals.take_out, name="take-out"),
    path("interviews/<slug:id>/digest/<slug:blob>", originals.digest, name="digest"),
    path("interviews/<slug:id>/add", add.add, name="add"),
    path("interviews/<slug:id>/mark", marking.mark, name="mark"),
    path("interviews/<slug:id>/mark/done", marking.done, name="mark-done"),
    path("interviews/<slug:id>/lift/<slug:rule>", marking.lift, name="lift"),
    path("interviews/<slug:id>/why", why.why, name="why"),
    path("take-in/", take_in.take_in, name="take-in"),
    path("take-in/jobs/<slug:token>", take_in.progress, name="job"),
    path("take-in/<slug:id>", draft.preview, name="draft"),
    path("take-in/<slug:id>/change", draft.change, name="change"),
    path("take-in/<slug:id>/keep", draft.keep, name="keep"),
    path("take-in/<slug:id>/discard", draft.discard, name="discard"),
    path("interviews/<slug:id>/consent", consent.consent, name="consent"),
    path("interviews/<slug:id>/withdraw", withdraw.withdraw, name="withdraw"),
    path("interviews/<slug:id>/contact", contact.of_interview, name="contact"),
    path("people/", people.listed, name="people"),
    path("people/add", people.add, name="person-add"),
    path("people/<slug:id>", people.person, name="person"),
    path("people/<slug:id>/contact", contact.of_person, name="person-contact"),
    path("due/", due.due, name="due"),
    path("confirm/", confirm.confirm, name="confirm"),
    path("confirm/<slug:id>", confirm.fact, name="fact"),
    path("seals/<slug:id>", seals.seal, name="seal"),
    path("seals/<slug:id>/request", seals.ask, name="request"),
    path("seals/<slug:id>/request/file", seals.request_file, name="request-file"),
    path("seals/<slug:id>/request/withdraw", seals.withdraw, name="request-withdraw"),
    path("seals/<slug:id>/answers", seals.answers, name="answers"),
    path("seals/<slug:id>/release", seals.release, name="release"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("archive/", about.about, name="archive"),
]

handler400 = "whensafe.web.pages.errors.bad_request"
handler403 = "whensafe.web.pages.errors.denied"
handler404 = "whensafe.web.pages.errors.missing"
handler500 = "whensafe.web.pages.errors.fault"
