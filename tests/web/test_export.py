"""Exporting in the browser: a form, a file with a neutral name, the same refusals as at the command line."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client
from tests.web.conftest import EN, UK, House

from whensafe.desk.consent import Answer, consent
from whensafe.desk.history import history
from whensafe.desk.take_in import Incoming, add_to
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, Use
from whensafe.nouns.export import Format, FormatLoss
from whensafe.web.show import export_words


def saved(client: Client, id: str, **given: str) -> tuple[str, bytes]:
    answer = client.post(f"/interviews/{id}/export", {"name": "", **given})
    assert answer.status_code == 200, answer.content.decode()
    data = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert answer["Content-Type"] in ("application/octet-stream", "application/zip")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    return answer["Content-Disposition"], data


def test_the_reading_page_leads_to_the_form(house: House, client: Client) -> None:
    id = house.kept(UK)
    assert f'href="/interviews/{id}/export"'.encode() in client.get(f"/interviews/{id}").content
    page = client.get(f"/interviews/{id}/export?audience=public")
    assert b'value="public" checked' in page.content
    for format in Format:
        assert f'value="{format}"'.encode() in page.content


def test_a_file_is_saved_under_a_name_that_names_nobody(house: House, client: Client) -> None:
    id = house.kept(UK)
    name, data = saved(client, id, audience="team", format="json")
    assert name == f'attachment; filename="whensafe-{id}.json"'
    assert json.loads(data)["audience"] == "team"
    acts = [line.entry.act for line in history(house.archive, house.actor).lines if line.entry is not None]
    assert acts.count("export") == 1


def test_an_audience_without_consent_gets_nothing_and_the_page_says_so(house: House, client: Client) -> None:
    id = house.kept(UK)
    answer = client.post(f"/interviews/{id}/export", {"audience": "public", "format": "html"})
    assert answer.status_code == 400
    assert "may be told to this audience" in answer.content.decode()
    acts = [line.entry.act for line in history(house.archive, house.actor).lines if line.entry is not None]
    assert "export" not in acts


def test_the_narrators_copy_is_one_step(house: House, client: Client) -> None:
    id = house.kept(UK)
    said = Answer(Use.PUBLISH, "narrator", Audience("narrator"), attribution=Attribution.FULL)
    consent(house.archive, house.actor, id, said)
    name, data = saved(client, id, audience="narrator", format="docx")
    assert name.endswith(f'{id}.docx"')
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert "docProps/core.xml" not in made.namelist()


def test_captions_without_times_are_refused_on_the_page(house: House, client: Client) -> None:
    id = house.kept(UK)
    answer = client.post(f"/interviews/{id}/export", {"audience": "team", "format": "webvtt"})
    assert answer.status_code == 400
    assert "Captions need a time" in answer.content.decode()


def test_several_files_come_as_one_zip(house: House, client: Client) -> None:
    id = house.kept(UK)
    add_to(house.archive, house.actor, id, [Incoming("c.txt", EN.encode())], kind="session")
    name, data = saved(client, id, audience="team", format="ohms")
    assert name.endswith(f'{id}.zip"')
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert [one.split("/")[1] for one in made.namelist()] == [f"{id}.{n}.ohms.xml" for n in (1, 2)]


@pytest.mark.parametrize(
    "given", [{}, {"audience": "press", "format": "json"}, {"audience": "team", "format": "exe"}]
)
def test_what_is_no_choice_is_refused(house: House, client: Client, given: dict[str, str]) -> None:
    id = house.kept(UK)
    assert client.post(f"/interviews/{id}/export", given).status_code == 400


def test_every_format_and_loss_has_its_words() -> None:
    assert set(export_words.FORMATS) == set(Format)
    assert set(export_words.LOSSES) == set(FormatLoss)
