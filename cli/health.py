"""How each source does, for `chidao status`: its tier, since when, why, and what is done about it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from alerts.outage_words import why_words
from cli.context import Context, iso
from ingest.network import Network
from sources.health import Tier
from storage.sources import SourceState

_LINES = {Tier.UNSTEADY: "health_unsteady", Tier.BLIND: "health_blind"}


@dataclass(frozen=True, slots=True)
class HealthStatus:
    """A source's health at a glance; `since` and `why` are those of its present trouble."""

    tier: Tier
    since: datetime | None
    why: str
    bad_runs: int

    @classmethod
    def of(cls, state: SourceState) -> "HealthStatus":
        """What the store knows of a source."""
        since = state.blind_since or state.troubled_since or state.told_since
        return cls(state.health.tier, since, state.blind_why, state.bad_runs)

    def as_object(self, zone: tzinfo) -> dict[str, object]:
        """Its JSON; `why` is a fault, an outcome or "silence", null when well."""
        return {
            "tier": self.tier.value,
            "since": iso(self.since, zone),
            "why": self.why or None,
            "bad_runs": self.bad_runs,
        }

    def line(self, cli: Context, source: str, next_check: datetime | None) -> str:
        """One line for people, "" when all is well."""
        if self.tier is Tier.WELL:
            return ""
        key = _LINES[self.tier] if self.why else "health_recovering"
        told = cli.phrase(
            key,
            source=source,
            since=cli.local(self.since),
            why=why_words(self.why, cli.language),
            next=cli.local(next_check),
        )
        if not self.bad_runs:
            return told
        return f"{told} {cli.phrase('health_bad_runs', count=self.bad_runs)}"


def network_object(network: Network | None, zone: tzinfo) -> dict[str, object] | None:
    """The JSON of an outage of everything, null when there is none."""
    if network is None:
        return None
    return {"since": iso(network.since, zone), "why": network.fault.value}


def network_line(cli: Context, network: Network) -> str:
    """An outage of everything in one line."""
    why = why_words(network.fault.value, cli.language)
    return cli.phrase("network_out", since=cli.local(network.since), why=why)
