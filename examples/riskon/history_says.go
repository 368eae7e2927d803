package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/riskon/riskon/regime"
	"gonum.org/v1/gonum/stat/distuv"
)

// says puts into words what the counts can say and what they cannot. Every figure
// in it is of the counts.
func (h StateHistory) says() string {
	s := []string{h.saysHowOften(), h.saysRose(), h.saysIntervals(), h.saysProbabilities(),
		"The model was set in 2026 after seeing this history: even these counts are no test of it."}
	return strings.Join(strings.Fields(strings.Join(s, " ")), " ")
}

func (h StateHistory) saysHowOften() string {
	return fmt.Sprintf("In %.1f years the model was RiskOn %s and RiskOff %s.",
		h.years(), count(h.summary(regime.RiskOn).Spells, "time"), count(h.summary(regime.RiskOff).Spells, "time"))
}

// saysRose is about Alt/BTC after RiskOn, which the model is for.
func (h StateHistory) saysRose() string {
	c, _ := h.count(regime.RiskOn, assetAlt, shown)
	if c.After.N == 0 {
		return fmt.Sprintf("Nothing is known yet of Alt/BTC %d weeks after a start of RiskOn.", c.Weeks)
	}
	chance := distuv.Binomial{N: float64(c.After.N), P: float64(c.Any.Share)}.Survival(float64(c.After.Rose) - 1)
	all := unsigned(c.Any.Share)
	return fmt.Sprintf("Alt/BTC rose in the %d weeks after %d of %d starts of RiskOn, and after %s of all weeks: any true share from %s fits that, and %s alone would give as many in %s of such samples.",
		c.Weeks, c.After.Rose, c.After.N, all, between(c.ClopperPearson), all, unsigned(regime.Number(chance)))
}

// saysIntervals compares every interval with the share of any week.
func (h StateHistory) saysIntervals() string {
	n, exact, wilson := 0, 0, 0
	for _, c := range h.Counts {
		if c.After.N == 0 {
			continue
		}
		n++
		exact += outside(c.ClopperPearson, c.Any.Share)
		wilson += outside(c.Wilson, c.Any.Share)
	}
	says := fmt.Sprintf("Of %d exact intervals %d leave out the share of all weeks (%d of Wilson's, which are shorter):", n, exact, wilson)
	switch {
	case n == 0:
		return ""
	case exact > 0:
		return says + " with so many looks at so few episodes that is a hint and no proof."
	}
	return says + " the sample tells neither RiskOn nor RiskOff from any week, nor shows them alike."
}

// saysProbabilities is about what Calibrate refused.
func (h StateHistory) saysProbabilities() string {
	given, skilled := 0, 0
	for _, c := range h.Counts {
		if !c.P.Missing() {
			given++
		}
		if c.Skill95[0] > 0 {
			skilled++
		}
	}
	s := fmt.Sprintf("%d of %d probabilities are refused", len(h.Counts)-given, len(h.Counts))
	switch {
	case skilled > 0:
		s += fmt.Sprintf(", and %d of the rest show skill", skilled)
	case given > 0:
		s += ", and the rest show no skill"
	}
	if n := h.summary(regime.RiskOn).Spells; 0 < n && n < 10 {
		s += fmt.Sprintf("; the ten episodes of RiskOn that one takes are, at this pace, %.0f years away", float64(10-n)*h.years()/float64(n))
	}
	return s + "."
}

// outside is 1 for an interval that leaves x out.
func outside(interval [2]float64, x regime.Number) int {
	if float64(x) < interval[0] || float64(x) > interval[1] {
		return 1
	}
	return 0
}

// summary is that of a state.
func (h StateHistory) summary(state regime.State) StateSummary {
	return h.States[slices.IndexFunc(h.States, func(s StateSummary) bool { return s.State == state })]
}

// years is for how long the model has had a state.
func (h StateHistory) years() float64 {
	return float64(7*(len(h.Steps)-h.summary(regime.Unknown).Weeks)) / 365.25
}
