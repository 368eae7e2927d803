package regime

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// String is the model as a table: its pillars and their inputs, and its cautions,
// with all defaults filled in.
func (c Config) String() string {
	c = c.defaults()
	var b strings.Builder
	fmt.Fprintf(&b, "model %s, %s\n", c.ID, c.Clock)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "pillar\tweight\tinput\tweight\tfeature\tnormalise\tfresh/max days")
	for _, p := range c.Pillars {
		name, weight := p.ID, fmt.Sprint(p.Weight)
		if len(p.Inputs) == 0 {
			fmt.Fprintf(w, "%s\t%s\t\t\t\t\t\n", name, weight)
		}
		for _, in := range p.Inputs {
			fmt.Fprintf(w, "%s\t%s\t%s\t%v\t%s\t%s\t%d/%d\n", name, weight, in.ID, in.Weight, in.Feature, in.Normalise, in.Freshness.Grace, in.Freshness.Max)
			name, weight = "", ""
		}
	}
	w.Flush()
	if len(c.Cautions) > 0 {
		fmt.Fprintln(w, "caution\tv\tof\tramp\tunit\t")
	}
	for _, k := range c.Cautions {
		fmt.Fprintf(w, "%s\t%v\t%s\t%v..%v\t%s\t\n", k.ID, k.V, strings.TrimSpace(string(k.Kind)+" "+k.Series), k.Lo, k.Hi, k.Unit)
	}
	w.Flush()
	fmt.Fprintf(&b, "kappa %v, cautions %s", c.Kappa, c.together())
	if c.Renormalise {
		b.WriteString(", renormalised")
	}
	b.WriteByte('\n')
	for _, use := range []FilterUse{FilterReport, FilterRequire} {
		if filters := c.Breakout.filters(use); filters != "" {
			fmt.Fprintf(&b, "a Break: %s %s\n", use, filters)
		}
	}
	return b.String()
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

// String is the method with its window and sign, such as "-z of 104 (52)".
func (n Normalise) String() string {
	if n.Method != RobustZ && n.Method != Percentile {
		return n.Method.String()
	}
	sign := ""
	if n.Sign < 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s%s of %d (%d)", sign, n.Method, n.Window, n.MinObs)
}
