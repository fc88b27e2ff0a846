"""Laws of the verdict over any two contents: mirrored, repeatable, never a change out of nothing."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.facts import facts
from articles.fingerprint import fingerprint
from articles.folding import fold_for_comparison
from articles.model import Content, Verdict, VerdictKind, Weight
from articles.verdict import compare
from articles.wording import operations
from tests.articles.samples import LINES, contents, page

#: Pairs of whole contents are dear to draw; the laws were tried on thousands.
FEW = settings(max_examples=50, deadline=None)


@FEW
@given(contents(), contents())
def test_there_and_back_are_one_kind_and_one_weight(one: Content, other: Content) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.kind is back.kind
    assert there.weight is back.weight


@FEW
@given(contents(), contents())
def test_fields_back_are_the_fields_there_with_sides_changed(one: Content, other: Content) -> None:
    there, back = compare(one, other).fields, compare(other, one).fields
    assert [change.field for change in there] == [change.field for change in back]


@FEW
@given(contents())
def test_a_content_is_the_same_as_itself(content: Content) -> None:
    assert compare(content, content) == Verdict(VerdictKind.SAME, reason="equal")
    assert compare(content, replace(content)).kind is VerdictKind.SAME


@FEW
@given(contents(), contents())
def test_only_content_has_weight_fields_and_edits(one: Content, other: Content) -> None:
    verdict = compare(one, other)
    assert verdict.reason
    if verdict.kind is VerdictKind.CONTENT:
        assert verdict.weight in set(Weight)
    else:
        assert (verdict.weight, verdict.fields, verdict.operations) == (None, (), ())


@FEW
@given(contents(), contents())
def test_a_change_always_names_a_field_with_two_sides_that_differ(
    one: Content, other: Content
) -> None:
    verdict = compare(one, other)
    if verdict.kind is VerdictKind.CONTENT:
        assert verdict.fields
    for change in verdict.fields:
        assert change.before != change.after


@FEW
@given(contents(), contents())
def test_equal_prints_are_never_content_and_other_ones_are_but_for_unknown_files(
    one: Content, other: Content
) -> None:
    verdict = compare(one, other)
    if fingerprint(one) == fingerprint(other):
        assert verdict.kind is not VerdictKind.CONTENT
    elif verdict.kind is not VerdictKind.CONTENT:
        assert verdict.reason == "file known on one side only"
        assert replace(facts(one), files=()) == replace(facts(other), files=())


@FEW
@given(contents(), contents())
def test_a_changed_body_has_edits(one: Content, other: Content) -> None:
    verdict = compare(one, other)
    if verdict.kind is VerdictKind.CONTENT and facts(one).body != facts(other).body:
        assert verdict.operations
        assert "body" in {change.field for change in verdict.fields}


@FEW
@given(contents(), contents(), contents())
def test_what_differs_from_one_of_two_alike_pages_differs_from_the_other(
    one: Content, other: Content, third: Content
) -> None:
    if fingerprint(one) == fingerprint(other):
        kinds = {compare(side, third).kind for side in (one, other)}
        assert len(kinds - {VerdictKind.SAME}) <= 1
        assert compare(one, third).weight is compare(other, third).weight


@given(st.lists(LINES, max_size=5), st.lists(LINES, max_size=5), st.lists(LINES, max_size=2))
def test_protection_only_ever_makes_a_change_weigh_more(
    before: list[str], after: list[str], protected: list[str]
) -> None:
    bare = compare(page(*before), page(*after))
    guarded = compare(page(*before), page(*after), protected=protected)
    assert guarded.kind is bare.kind
    if bare.weight is not None and guarded.weight is not None:
        assert guarded.weight.rank >= bare.weight.rank
    assert (guarded.fields, guarded.operations) == (bare.fields, bare.operations)


def letters(text: str) -> Counter[str]:
    return Counter(fold_for_comparison(text).replace(" ", ""))


@given(st.lists(LINES, max_size=5), st.lists(LINES, max_size=5))
def test_the_edits_account_for_every_letter_that_went_or_came(
    before: list[str], after: list[str]
) -> None:
    edits = operations("\n".join(before), "\n".join(after))
    gone = letters(" ".join(edit.before for edit in edits))
    came = letters(" ".join(edit.after for edit in edits))
    old, new = letters(" ".join(before)), letters(" ".join(after))
    assert old + came == new + gone
    assert all(edit.op == "insert" or edit.before for edit in edits)
    assert all(edit.op == "delete" or edit.after for edit in edits)


def test_a_page_that_flaps_is_a_change_each_way() -> None:
    one, other = page("Giao Sở Y tế, xong trước 10/2."), page("Giao Sở Y tế, xong trước 12/2.")
    history = [compare(a, b) for a, b in ((one, other), (other, one), (one, other))]
    assert {verdict.reason for verdict in history} == {"deadline changed"}
    assert history[0] == history[2]
    assert history[0].operations[0].before == history[1].operations[0].after


@settings(max_examples=30)
@given(
    contents(),
    st.sampled_from(["\x00", "\ud800", "\u202e", "é" * 3, "🇻🇳", "👨\u200d👩\u200d👧", "א"]),
)
def test_no_sign_breaks_a_verdict(content: Content, odd: str) -> None:
    article = replace(
        content.article, title=odd, lead=odd, paragraphs=(odd, odd * 9), byline=(odd,)
    )
    spoiled = replace(content, article=replace(article, properties=(("subject", odd),)))
    assert compare(spoiled, spoiled).kind is VerdictKind.SAME
    assert compare(content, spoiled).kind is compare(spoiled, content).kind
    assert len(fingerprint(spoiled)) == 64
