package regime

import (
	"fmt"
	"strings"
)

// String is the model as a table: its pillars and their inputs, and its cautions,
// with all defaults filled in.
func (c Config) String() string {
	c = c.defaults()
	var b strings.Builder
	fmt.Fprintf(&b, "model %s, %s\n", plainText(c.ID), c.Clock)
	rows := [][]string{{"pillar", "weight", "input", "weight", "feature", "normalise", "fresh/gone, days"}}
	for _, p := range c.Pillars {
		name, weight := p.ID, fmt.Sprint(p.Weight)
		if len(p.Inputs) == 0 {
			rows = append(rows, []string{name, weight})
		}
		for _, in := range p.Inputs {
			rows = append(rows, []string{name, weight, in.ID, fmt.Sprint(in.Weight), in.Feature.String(), in.Normalise.String(), fmt.Sprintf("%d/%d", in.Freshness.Grace, in.Freshness.Max)})
			name, weight = "", ""
		}
	}
	b.WriteString(textTable(rows, 0))
	if len(c.Cautions) > 0 {
		rows = [][]string{{"caution", "v", "of", "ramp", "unit"}}
		for _, k := range c.Cautions {
			rows = append(rows, []string{k.ID, fmt.Sprint(k.V), k.source(), fmt.Sprintf("%v..%v", k.Lo, k.Hi), k.Unit})
		}
		b.WriteString("\n" + textTable(rows, 0))
	}
	fmt.Fprintf(&b, "\nkappa %v, cautions %s", c.Kappa, c.together())
	if c.Renormalise {
		b.WriteString(", a missing input's weight goes to the others")
	}
	b.WriteByte('\n')
	for _, use := range []FilterUse{FilterReport, FilterRequire} {
		if filters := c.Breakout.filters(use); filters != "" {
			fmt.Fprintf(&b, "a Break: %s %s\n", use, plainText(filters))
		}
	}
	c.windows(&b)
	return b.String()
}

// windows writes the windows of the features and cautions that have some of their own.
func (c Config) windows(b *strings.Builder) {
	machine, turn, shock := false, false, false
	c.eachInput(func(_ Pillar, in Input) {
		machine, turn = machine || in.Feature.Kind == BreakoutValue, turn || in.Feature.Kind == AltTurn
	})
	for _, k := range c.Cautions {
		shock = shock || k.Kind == BTCShock
	}
	if m := c.Breakout; machine {
		reach := fmt.Sprint("the highest of ", m.Window, " bars")
		if m.AllTime {
			reach = "the highest of all bars"
		}
		fmt.Fprintf(b, "breakout: %s but the last %d, false within %d, aged after %d, cooling for %d\n",
			reach, max(0, m.Gap), max(0, m.FalseWithin), m.AgeAfter, coolFactor*max(0, m.Cooldown))
	}
	if a := c.Alt; turn {
		fmt.Fprintf(b, "alt_turn: %d coins or more, of %d closes or more, the last at most %d days old\n", a.MinMembers, a.MinCloses, a.StaleDays)
	}
	if s := c.Shock; shock {
		closes := "weekly"
		if c.DailyCloses {
			closes = "daily"
		}
		fmt.Fprintf(b, "btc_shock: %s closes, %d returns against %d, fall from the highest of %d, at most %d days old\n", closes, s.Short, s.Long, s.High, s.MaxAge)
	}
}

// source says what a caution is read from, such as "level VIXCLS, at most 10 days old".
func (k Caution) source() string {
	if k.Kind != SeriesLevel {
		return string(k.Kind)
	}
	return fmt.Sprintf("%s %s, at most %d days old", k.Kind, k.Series, k.MaxAge)
}

// together says how cautions come together.
func (c Config) together() string {
	switch {
	case c.Correlation != nil:
		return "together by a given correlation"
	case c.Decay > 0:
		return fmt.Sprintf("together by the correlation of their changes, decay %v", c.Decay)
	}
	return "add up"
}

// String is the feature with its series and lag, such as "change IWM/SPY, 13 back".
func (f Feature) String() string {
	s := string(f.Kind)
	if f.Series != "" {
		s += " " + f.Series
	}
	if f.Over != "" {
		s += "/" + f.Over
	}
	switch {
	case f.Lag > 0 && f.Kind == FlowBalance:
		s += fmt.Sprintf(", %d days", f.Lag)
	case f.Lag > 0:
		s += fmt.Sprintf(", %d back", f.Lag)
	}
	if f.Periodic {
		s += ", periodic"
	}
	return s
}

// String is the method with its window and sign, such as "-z of 104, at least 52".
func (n Normalise) String() string {
	if n.Method != RobustZ && n.Method != Percentile {
		return n.Method.String()
	}
	sign := ""
	if n.Sign < 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s%s of %d, at least %d", sign, n.Method, n.Window, n.MinObs)
}
