"""The profiles that are shipped: usable, and honest about what was never seen."""

import re
import tomllib
from pathlib import Path

import pytest

from sources.model import Profile
from sources.profile import parse_profile

PORTALS = Path(__file__).parents[2] / "crawler" / "portals"


def shipped(name: str) -> Profile:
    return parse_profile(name, tomllib.loads((PORTALS / f"{name}.toml").read_text("utf-8")))


@pytest.mark.parametrize("path", sorted(PORTALS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_profile_can_be_used(path: Path) -> None:
    profile = shipped(path.stem)
    assert profile.title
    assert profile.url


def test_quang_tri_says_that_it_was_never_verified_and_invents_no_addresses() -> None:
    profile = shipped("quangtri")
    assert profile.verified_live is None
    assert profile.sections == ()
    assert profile.hosts == ("www.quangtri.gov.vn", "quangtri.gov.vn")
    assert "NOT VERIFIED LIVE" in (PORTALS / "quangtri.toml").read_text("utf-8")


def test_quang_tri_knows_an_item_by_its_last_number() -> None:
    article = shipped("quangtri").article
    address = "https://www.quangtri.gov.vn/vi/chi-tiet-tin/-/view-article/1/13848241/1761529527136"
    assert re.search(article.url_pattern, address)
    found = re.search(article.key, address)
    assert found is not None
    assert found[1] == "1761529527136"


def test_quang_tri_names_the_labels_of_a_papers_properties() -> None:
    assert shipped("quangtri").document == {
        "number": "Số ký hiệu",
        "issued_on": "Ngày ban hành",
        "effective_on": "Ngày có hiệu lực",
        "issuer": "Cơ quan ban hành",
        "signer": "Người ký",
        "subject": "Trích yếu",
    }
