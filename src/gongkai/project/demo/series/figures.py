"""The county's figures by year, read from their table."""

from dataclasses import dataclass

from gongkai.project.demo.tables import table

FIRST, LAST = 2020, 2025


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one year, with the year before beside them."""

    of: int

    def figure(self, name: str, back: int = 0) -> float:
        """Return a figure of the year, or of so many years before."""
        return float(table("series/economy")[name][self.of - FIRST - back])

    def said(self, name: str) -> str:
        """Return a figure without needless zeros."""
        return f"{self.figure(name):g}"

    def growth(self, name: str) -> str:
        """Return the change on the year before in words."""
        before, now = self.figure(name, 1), self.figure(name)
        rate = (now - before) / before * 100
        if abs(rate) < 0.05:
            return "与上年持平"
        return f"比上年{'增长' if rate > 0 else '下降'}{abs(rate):.1f}%"

    @property
    def tertiary(self) -> float:
        """Value added of services, in hundreds of millions of yuan."""
        return self.figure("gdp") - self.figure("primary") - self.figure("secondary")

    def words(self, name: str) -> str:
        """Return what the government said of the year."""
        rows = {row["of"]: row for row in table("series/economy")["year"]}
        return str(rows[self.of][name])
