"""A key that did not hold, as a sentence."""

from alerts.misses import Miss
from alerts.model import Subscription
from cli.context import Context
from cli.words import value_word


def miss_words(cli: Context, miss: Miss, subscription: Subscription) -> str:
    """What kept an event from a subscription, in the language of the output."""
    found = _found(cli, miss)
    if not found:
        return cli.phrase(f"miss.{miss.key}")
    if miss.key == "min_weight":
        least = value_word("weight", subscription.min_weight.value, cli.language)
        return cli.phrase("miss.min_weight.found", found=found, least=least)
    return cli.phrase(f"miss.{miss.key}.found", found=found)


def _found(cli: Context, miss: Miss) -> str:
    if miss.key == "min_weight":
        return value_word("weight", miss.found, cli.language)
    return miss.found
