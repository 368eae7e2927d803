package main

import (
	"fmt"
	"strings"

	"github.com/riskon/riskon/regime"
)

// evidence says in a trader's words what lies behind the inputs.
func (p *page) evidence(r regime.Reading) {
	e := r.Evidence
	p.title("Evidence")
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
		p.line("  altcoin season     %.0f of %d coins beat BTC over 13 weeks", float64(e.AltSeason.Share)*float64(e.AltSeason.N), e.AltSeason.N)
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (p *page) breakout(b regime.BreakoutReading) {
	p.line("  small caps (IWM)   close %s on %s; channel (52 weeks, current and last 2 left out) %s; ATR %s",
		plain(b.Close, 2), orDash(b.Date), plain(b.Channel, 2), plain(b.ATR, 2))
	p.line("    record close     %s (above every earlier close); above every earlier high: %s", yes(b.RecordClose), yes(b.RecordOverHighs))
	p.line("    Break            %s", breakLine(b.LastBreak))
	p.line("    Confirm          %s", confirmLine(b.LastConfirm))
	state := fmt.Sprintf("    machine          %s, value %s", b.State, short(b.Value, 3))
	if !b.Level.Missing() {
		state += fmt.Sprintf("; level %s, ends below %s", plain(b.Level, 2), plain(b.NextExit, 2))
	} else if !b.NextBreak.Missing() {
		state += fmt.Sprintf("; the next close above %s is a Break", plain(b.NextBreak, 2))
	}
	p.line("%s", state)
}

func (p *page) smallCap(m regime.MomentumEvidence) {
	p.line("    momentum         RSI(14) %s; MACD histogram %s, %s", plain(m.RSI, 1), signed(m.MACD.Histogram, 3), spell(m.MACD, "week"))
}

// spell says the sign of a histogram and for how long.
func spell(m regime.Momentum, unit string) string {
	word := "down"
	switch m.Sign {
	case 0:
		return "too short for a sign"
	case 1:
		word = "up"
	}
	s := fmt.Sprintf("%s for %s", word, count(m.Run, unit))
	if m.RunBefore > 0 {
		least := ""
		if m.BeforeOpen {
			least = "at least "
		}
		s += fmt.Sprintf(" (before: %s%s the other way)", least, count(m.RunBefore, unit))
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
	p.line("  net liquidity      %s USD million on %s = assets %s - Treasury %s - repos %s",
		short(n.Net, 4), orDash(n.Date), short(n.Assets, 4), short(n.Treasury, 4), short(n.Repo, 4))
	p.line("    over 13 weeks    %s = assets %s - Treasury %s - repos %s (means of 4 weeks)",
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
		p.line("  flow %-13s unknown", f.Class)
		return
	}
	who := strings.Join(f.Firms, " ")
	if who != "" {
		who = " by " + who
	}
	p.line("  flow %-13s %s in 91 days through %s (%d events), %s in the 91 before (%d)%s",
		f.Class, money(f.Now), f.Through, f.Events, money(f.Before), f.Earlier, who)
	if f.Announced != 0 {
		p.line("    announced        %s in 91 days, not counted", money(f.Announced))
	}
}

func (p *page) concentration(c regime.Concentration) {
	if c.Companies == 0 {
		p.line("  BTC treasuries     none known")
		return
	}
	hhi := "HHI " + plain(c.HHI, 3)
	if c.WhyNone != "" {
		hhi = "no HHI: " + c.WhyNone
	}
	p.line("  BTC treasuries     %s; %s with %s BTC, %s has %.0f%%; newest report %s",
		hhi, companies(c.Companies), thousands(fmt.Sprintf("%.0f", c.TotalBTC)), c.Largest, 100*float64(c.Share), c.Newest)
}

func (p *page) shock(v regime.VolShock) {
	p.line("  BTC volatility     8 weeks over 52: %s (caution from 1.25); below its 26-week high by %s%% (caution from 20%%)",
		plain(v.Ratio, 2), plain(100*v.Fall, 1))
}

func (p *page) ratio(e regime.RatioEvidence) {
	name := "Alt/BTC basket"
	if e.Name == regime.ETHBTCName {
		name = "ETH/BTC"
	}
	if e.Value.Missing() {
		p.line("  %-18s none: %d members, 5 are needed (thin); ETH/BTC stands in under its own name", name, len(e.Members))
		return
	}
	members := ""
	if len(e.Members) > 0 {
		members = fmt.Sprintf(" (%d members)", len(e.Members))
	}
	open := ""
	if e.LowerOpen {
		open = ", the whole chain"
	}
	p.line("  %-18s %s on %s%s; lower %s ago%s; %s above the low of %s",
		name, short(e.Value, 5), e.Date, members, count(e.WeeksSinceLower, "week"), open, percent(e.AboveLow), count(e.N156, "week"))
	p.line("    momentum         RSI(14) %s; weekly MACD %s", plain(e.RSI, 1), spell(e.Weekly, "week"))
	p.line("    month-end MACD   %s", spell(e.Monthly, "month"))
	mean := "below"
	if e.AboveMean {
		mean = "above"
	}
	p.line("    close            %s its 26-week mean %s; a next close above %s turns the histogram up", mean, short(e.Mean26, 5), short(e.NextClose, 5))
}

// breakLine and confirmLine say what the machine saw last, with its level.
func breakLine(e regime.BreakoutEvent) string {
	if e.Date.IsZero() {
		return "none yet"
	}
	base := fmt.Sprintf("highest in %s", count(e.Base, "week"))
	if e.BaseOpen {
		base = "no higher high in the data"
	}
	record := ""
	if e.Record {
		record = ", above every earlier high"
	}
	return fmt.Sprintf("%s at %.2f, above the level %.2f by half an ATR or more (%s%s)", e.Date, e.Close, e.Level, base, record)
}

func confirmLine(e regime.BreakoutEvent) string {
	if e.Date.IsZero() {
		return "none yet"
	}
	return fmt.Sprintf("%s at %.2f, third close above the level %.2f", e.Date, e.Close, e.Level)
}

func companies(n int) string {
	if n == 1 {
		return "1 company"
	}
	return fmt.Sprintf("%d companies", n)
}
