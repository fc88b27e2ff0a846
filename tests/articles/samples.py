"""Contents in the forms of portals, for laws that hold over any pair of them."""

from hypothesis import strategies as st

from articles.model import Article, Attachment, AttachmentLink, Content, Image

HOST = "https://cong.example.vn"
#: Words that collide in every way that matters: marks, figures, names, negations, signs.
WORDS = st.sampled_from(
    [
        "rà", "soát", "xoát", "Hoá", "hóa", "không", "hàng", "Gio", "12", "13", "1", "2", "5%",
        "10/02/2026", "trước", "ngày", "–", "“", "Đông", "dong", "năm", "(", "a1", "1a",
    ]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=6).map(" ".join)
DIGESTS = st.sampled_from(["", "a" * 64, "b" * 64, "C" * 64, "c" * 64])
NAMES = st.sampled_from(["a.pdf", "b.pdf", "b.pdf?t=1", "Kế%20hoạch.doc"])


@st.composite
def files(draw: st.DrawFn) -> tuple[tuple[AttachmentLink, ...], tuple[Attachment, ...]]:
    """Links of a page, and the files behind some of them, with known bytes or without."""
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    links = tuple(AttachmentLink(f"{HOST}/{name}", name) for name in names)
    fetched = tuple(
        Attachment(link.url, link.name, "application/pdf", 1, draw(DIGESTS))
        for link in links
        if draw(st.booleans())
    )
    return links, fetched


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Any content; two of them are often nearly equal."""
    paragraphs = tuple(draw(st.lists(LINES, max_size=4)))
    links, fetched = draw(files())
    pictures = draw(st.lists(st.tuples(NAMES, LINES), max_size=2))
    article = Article(
        title=draw(LINES),
        lead=draw(st.sampled_from(["", *paragraphs[:1], "Tóm tắt của bài viết này"])),
        paragraphs=paragraphs,
        byline=tuple(draw(st.lists(st.sampled_from(["Thu Hà", "BBT", "-"]), max_size=2))),
        images=tuple(Image(f"{HOST}/{name}", caption) for name, caption in pictures),
        attachments=links,
        properties=tuple(
            draw(
                st.lists(
                    st.tuples(st.sampled_from(["signer", "subject", "number"]), LINES), max_size=3
                )
            )
        ),
    )
    return Content(article, fetched)


def page(*paragraphs: str, **fields: object) -> Content:
    """A page with these paragraphs."""
    given = {"title": "Tin", **fields}
    return Content(Article(paragraphs=paragraphs, **given))  # type: ignore[arg-type]


def stored(name: str, sha256: str = "") -> Attachment:
    """A file of the portal, its bytes known or not."""
    return Attachment(f"{HOST}/{name}", name, "application/pdf", 1, sha256)


def linking(*names: str, known: tuple[Attachment, ...] = ()) -> Content:
    """A page that links files, of which some were fetched."""
    links = tuple(AttachmentLink(f"{HOST}/{name}", name) for name in names)
    return Content(Article("Tin", attachments=links), known)
