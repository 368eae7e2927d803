package main

import (
	"fmt"
	"strings"

	"github.com/riskon/riskon/regime"
)

// label is the width of what stands left of a line of evidence.
const label = 21

// evidence says in a trader's words what lies behind the inputs.
func (p *page) evidence(r regime.Reading) {
	e := r.Evidence
	p.title("Evidence")
	p.line("  ATR: average true range of 14 weeks; TGA: the Treasury's account at the Fed; RRP: reverse repos;")
	p.line("  $M: USD millions; MACD up: its histogram is above 0; n: coins in the basket")
	p.breakout(e.Breakout)
	p.smallCap(e.SmallCap)
	p.liquidity(e.NetLiquidity)
	for _, f := range e.Flows {
		p.flow(f)
	}
	p.concentration(e.Concentration)
	p.shock(e.VolShock)
	p.ratio(e.AltBTC)
	p.ratio(e.ETHBTC)
	if e.AltSeason.N > 0 {
		p.hang(label, "  altcoin season     %.0f of %d coins beat BTC over 13 weeks", float64(e.AltSeason.Share)*float64(e.AltSeason.N), e.AltSeason.N)
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (p *page) breakout(b regime.BreakoutReading) {
	if b.Bars == 0 {
		p.hang(label, "  small caps (IWM)   no bar known")
		return
	}
	p.hang(label, "  small caps (IWM)   close %s on %s; highest high of 3 to 52 weeks ago %s; ATR %s",
		plain(b.Close, 2), orDash(b.Date), plain(b.Channel, 2), plain(b.ATR, 2))
	p.hang(label, "    record close     %s: highest close before %s; over the highest high before, %s: %s",
		yes(b.RecordClose), plain(b.TopClose, 2), plain(b.TopHigh, 2), yes(b.RecordOverHighs))
	p.hang(label, "    Break            %s", breakLine(b.LastBreak))
	p.hang(label, "    Confirm          %s", confirmLine(b.LastConfirm, b.LastBreak))
	state := fmt.Sprintf("    machine          %s, value %s", b.State, short(b.Value, 3))
	if !b.Level.Missing() {
		state += fmt.Sprintf("; level %s, ends below %s", plain(b.Level, 2), plain(b.NextExit, 2))
	} else if !b.NextBreak.Missing() {
		state += fmt.Sprintf("; the next close above %s is a Break", plain(b.NextBreak, 2))
	}
	p.hang(label, "%s", state)
}

func (p *page) smallCap(m regime.MomentumEvidence) {
	if m.Close.Missing() {
		return
	}
	p.hang(label, "    momentum         RSI(14) %s; MACD histogram %s, %s", plain(m.RSI, 1), signed(m.MACD.Histogram, 3), spell(m.MACD, "week"))
}

// spell says the sign of a histogram and for how long.
func spell(m regime.Momentum, unit string) string {
	word, other := "down", "up"
	switch m.Sign {
	case 0:
		return "too short for a sign"
	case 1:
		word, other = other, word
	}
	s := fmt.Sprintf("%s for %s", word, count(m.Run, unit))
	if m.RunBefore > 0 {
		least := ""
		if m.BeforeOpen {
			least = "at least "
		}
		s += fmt.Sprintf(" (%s%s %s before)", least, count(m.RunBefore, unit), other)
	}
	return s
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

func (p *page) liquidity(n regime.NetLiquidity) {
	if n.Net.Missing() {
		p.hang(label, "  net liquidity      no date with all three parts known")
		return
	}
	p.hang(label, "  net liquidity      $M %s: %s = assets %s - TGA %s - RRP %s",
		orDash(n.Date), short(n.Net, 4), short(n.Assets, 4), short(n.Treasury, 4), short(n.Repo, 4))
	p.hang(label, "    over 13 weeks    %s = assets %s - TGA %s - RRP %s, means of 4",
		change(n.DNet), change(n.DAssets), change(n.DTreasury), change(n.DRepo))
}

func change(x regime.Number) string {
	s := short(x, 4)
	if x > 0 {
		s = "+" + s
	}
	return "(" + s + ")"
}

func (p *page) flow(f regime.FlowEvidence) {
	if f.Now.Missing() {
		p.hang(label, "  flow %-13s unknown", f.Class)
		return
	}
	who := strings.Join(f.Firms, " ")
	if who != "" {
		who = " by " + who
	}
	p.hang(label, "  flow %-13s %s in 91 days to %s (%s), %s in 91 before (%d)%s",
		f.Class, money(f.Now), f.Through, count(f.Events, "event"), money(f.Before), f.Earlier, who)
	if f.Announced != 0 {
		p.hang(label, "    announced        %s in 91 days, not counted", money(f.Announced))
	}
}

func (p *page) concentration(c regime.Concentration) {
	if c.Companies == 0 {
		p.hang(label, "  BTC treasuries     none known")
		return
	}
	p.hang(label, "  BTC treasuries     %s with %s BTC, of which %s has %.0f%%; newest report %s",
		companies(c.Companies), thousands(fmt.Sprintf("%.0f", c.TotalBTC)), c.Largest, 100*float64(c.Share), c.Newest)
	if c.WhyNone != "" {
		p.hang(label, "    concentration    none: %s", c.WhyNone)
		return
	}
	p.hang(label, "    concentration    HHI %s (1 is one company with everything)", plain(c.HHI, 3))
}

func (p *page) shock(v regime.VolShock) {
	if v.Ratio.Missing() {
		p.hang(label, "  BTC volatility     fewer than 53 weekly closes known, or none newer than 21 days")
		return
	}
	p.hang(label, "  BTC volatility     8 weeks over 52: %s (caution from 1.25); %s%% under its 26-week high (20%%)",
		plain(v.Ratio, 2), plain(100*v.Fall, 1))
}

func (p *page) ratio(e regime.RatioEvidence) {
	name := "Alt/BTC basket"
	if e.Name == regime.ETHBTCName {
		name = "ETH/BTC"
	}
	switch {
	case e.Value.Missing() && len(e.Flags) == 0:
		p.hang(label, "  %-18s none known", name)
		return
	case e.Value.Missing():
		p.hang(label, "  %-18s none: %s, 5 are needed (thin); ETH/BTC stands in under its own name", name, count(len(e.Members), "member"))
		return
	}
	members := ""
	if len(e.Members) > 0 {
		members = fmt.Sprintf(" (n %d)", len(e.Members))
	}
	open := ""
	if e.LowerOpen {
		open = ", the whole chain"
	}
	p.hang(label, "  %-18s %s on %s%s; lower %s ago%s; %s above its %d-week low",
		name, short(e.Value, 5), e.Date, members, count(e.WeeksSinceLower, "week"), open, percent(e.AboveLow), e.N156)
	p.hang(label, "    momentum         RSI(14) %s; weekly MACD %s", plain(e.RSI, 1), spell(e.Weekly, "week"))
	p.hang(label, "    month-end MACD   %s", spell(e.Monthly, "month"))
	mean := "below"
	if e.AboveMean {
		mean = "above"
	}
	p.hang(label, "    close            %s its 26-week mean %s; histogram 0 at a next close of %s", mean, short(e.Mean26, 5), short(e.NextClose, 5))
}

// breakLine and confirmLine say what the machine saw last, with its level.
func breakLine(e regime.BreakoutEvent) string {
	if e.Date.IsZero() {
		return "none yet"
	}
	base := fmt.Sprintf("highest in %s", count(e.Base, "week"))
	if e.BaseOpen {
		base = "highest in the data"
	}
	record := ""
	if e.Record {
		record = ", a record"
	}
	return fmt.Sprintf("%s at %.2f, half an ATR clear of the level %.2f (%s%s)", e.Date, e.Close, e.Level, base, record)
}

func confirmLine(e, last regime.BreakoutEvent) string {
	earlier := ""
	switch {
	case e.Date.IsZero():
		return "none yet"
	case e.Index < last.Index:
		earlier = "not of this Break; before it "
	}
	return earlier + fmt.Sprintf("%s at %.2f, third close above the level %.2f", e.Date, e.Close, e.Level)
}

func companies(n int) string {
	if n == 1 {
		return "1 company"
	}
	return fmt.Sprintf("%d companies", n)
}
