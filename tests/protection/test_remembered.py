from whensafe.protection.names import Finder, Reach, Sought, Words
from whensafe.protection.remembered import Remembered


def test_what_is_remembered_is_each_ones_own_and_bounded_for_all_together() -> None:
    memory = Remembered(4)
    memory.add("one", {"a", "b"})
    memory.add("other", {"a", "c"})
    assert (memory.of("one"), memory.of("other"), memory.of("third")) == ({"a", "b"}, {"a", "c"}, set())
    memory.add("third", {"d"})
    assert (memory.of("one"), memory.of("other"), memory.of("third")) == (set(), set(), {"d"})


def test_a_name_is_found_again_however_often_its_text_was_read() -> None:
    finder = Finder((Sought("x", ("Іван Коваль",), Reach.PERSON),))
    text = "Тоді прийшов Коваль, а може, «Ковалеві». " + " ".join(f"слово{n}" for n in range(300))
    first = finder.find(text, "uk")
    assert [text[one.start : one.end] for one in first] == ["Коваль", "Ковалеві"]
    assert finder.find(text, "uk") == first == finder.find(text, "uk")
    assert finder.reads(Words(text), "uk") == Finder((Sought("x", ("Іван Коваль",), Reach.PERSON),)).reads(
        Words(text), "uk"
    )
