package regime

import (
	"fmt"
	"math"
	"strings"
)

// The chart of a curve, in pixels.
const (
	curveWidth  = 860
	curveLeft   = 250 // of it for the names
	curveRight  = 10
	curveTop    = 26  // for the title
	curveScores = 220 // the height of the panel of scores
	curveRow    = 12  // of an option
	curveGap    = 10  // between the panels
)

// A chart holds at most so many marks, of at most so many variants and options.
const (
	curveMarks    = 2000
	curveVariants = 250
	curveOptions  = 100
)

// stateInks are the colours of states as marks.
var stateInks = [...]string{Unknown: "#9e9e9e", RiskOff: "#c0392b", Neutral: "#4a5f7a", RiskOn: "#2e8b57"}

// SVG is the specification curve: above, the scores of the variants from the lowest to
// the highest in the colour of their state, the base ringed; below, a mark for each
// option that a variant has, with the base's options in grey. Of more than 250
// variants it shows 250, evenly spaced by rank. It is empty without variants.
func (c Curve) SVG() string {
	if len(c.Variants) == 0 {
		return ""
	}
	p := c.chart()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="11">`+"\n",
		curveWidth, p.height, curveWidth, p.height)
	title := shortName(c.Model) + " at " + stampText(c.To)
	fmt.Fprintf(&b, "<title>%s</title>\n"+`<rect width="%d" height="%d" fill="#fff"/><text x="4" y="15" font-weight="bold">%s</text>`+"\n", pageText("specification curve, "+title), curveWidth, p.height, pageText(title))
	p.legend(&b, c)
	p.scores(&b, c)
	p.options(&b, c.Dimensions)
	b.WriteString("</svg>\n")
	return b.String()
}

// A curveChart is where things are.
type curveChart struct {
	shown     []ScoredVariant // from the lowest on
	low, high float64         // the scores at the foot and at the head of the panel
	height    int
	marks     int
}

func (c Curve) chart() *curveChart {
	n := len(c.Variants)
	p := &curveChart{low: 100, high: 0}
	for i := range min(n, curveVariants) {
		at := i
		if n > curveVariants {
			at = i * (n - 1) / (curveVariants - 1)
		}
		p.shown = append(p.shown, c.Variants[at])
	}
	for _, v := range append(p.shown, c.Base) {
		if v.Score == v.Score {
			p.low, p.high = min(p.low, v.Score), max(p.high, v.Score)
		}
	}
	p.low, p.high = max(0, 10*math.Floor(p.low/10)), min(100, 10*math.Ceil(p.high/10))
	if !(p.low < p.high) {
		p.low, p.high = 0, 100
	}
	rows := 0
	for _, d := range c.Dimensions {
		rows += len(d.Options)
	}
	p.height = curveTop + curveScores + 2*curveGap + min(rows, curveOptions)*curveRow
	return p
}

// x is the middle of column i.
func (p *curveChart) x(i int) float64 { return curveLeft + float64((float64(i)+0.5)*p.column()) }

func (p *curveChart) column() float64 {
	return float64(curveWidth-curveRight-curveLeft) / float64(len(p.shown))
}

func (p *curveChart) y(score float64) float64 {
	return curveTop + curveScores*(p.high-score)/(p.high-p.low)
}

func (p *curveChart) legend(b *strings.Builder, c Curve) {
	x := curveLeft
	for i := len(c.States) - 1; i >= 0; i-- {
		s := c.States[i]
		if int(s.State) >= len(stateInks) {
			continue
		}
		fmt.Fprintf(b, `<circle cx="%d" cy="11" r="4" fill="%s"/><text x="%d" y="15">%s %.0f%%</text>`+"\n", x+4, stateInks[s.State], x+12, s.State, 100*s.Share)
		x += 100
	}
	fmt.Fprintf(b, `<circle cx="%d" cy="11" r="5" fill="none" stroke="#000"/><text x="%d" y="15">base, rank %d of %d</text>`+"\n", x+4, x+14, c.Rank, len(c.Variants))
}

// scores draws the upper panel.
func (p *curveChart) scores(b *strings.Builder, c Curve) {
	for _, level := range []float64{0, 25, 40, 50, 60, 100} {
		if level < p.low || level > p.high {
			continue
		}
		fmt.Fprintf(b, `<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#ccc" stroke-width="0.7"/><text x="%d" y="%.1f" text-anchor="end">%g</text>`+"\n",
			curveLeft, curveWidth-curveRight, p.y(level), p.y(level), curveLeft-6, p.y(level)+4, level)
	}
	base := -1
	for i, v := range p.shown {
		if base < 0 && (len(v.Choices) == 0 || v.Micro >= c.Base.Micro) || len(v.Choices) == 0 {
			base = i // its own column, or the first that is no lower
		}
		ink := stateInks[Unknown]
		if int(v.State) < len(stateInks) {
			ink = stateInks[v.State]
		}
		if v.Score == v.Score && p.mark() {
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="2.2" fill="%s"><title>%s</title></circle>`+"\n", p.x(i), p.y(v.Score), ink, pageText(v.String()))
		}
	}
	if base >= 0 && c.Base.Score == c.Base.Score {
		fmt.Fprintf(b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#000" stroke-width="0.5" stroke-dasharray="2 3"/><circle cx="%.1f" cy="%.1f" r="5" fill="none" stroke="#000"/>`+"\n",
			p.x(base), p.x(base), curveTop, p.height, p.x(base), p.y(c.Base.Score))
	}
}

// options draws the lower panel: a row for each option, and in it a mark for each run
// of variants that have it.
func (p *curveChart) options(b *strings.Builder, dims []DimensionEffect) {
	row, y := 0, float64(curveTop+curveScores+2*curveGap)
	for k, d := range dims {
		if room := curveOptions - row; len(d.Options) > room {
			d.Options = d.Options[:room]
		}
		if len(d.Options) == 0 {
			continue
		}
		if k%2 == 0 {
			fmt.Fprintf(b, `<rect x="0" y="%.0f" width="%d" height="%d" fill="#f4f4f4"/>`+"\n", y, curveWidth, len(d.Options)*curveRow)
		}
		fmt.Fprintf(b, `<text x="4" y="%.0f" font-size="10" font-weight="bold">%s</text>`+"\n", y+curveRow-3, pageText(shortName(d.Dimension)))
		for i, o := range d.Options {
			fmt.Fprintf(b, `<text x="%d" y="%.0f" font-size="10" text-anchor="end">%s</text>`+"\n", curveLeft-6, y+curveRow-3, pageText(shortName(o.Option)))
			ink := "#222"
			if i == 0 {
				ink = "#bbb"
			}
			if path := p.runs(d, i, y+curveRow/2); path != "" {
				fmt.Fprintf(b, `<path d="%s" stroke="%s" stroke-width="7" fill="none"/>`+"\n", path, ink)
			}
			row, y = row+1, y+curveRow
		}
	}
}

// runs is a line for each run of shown variants with option i, as a path.
func (p *curveChart) runs(d DimensionEffect, option int, y float64) string {
	var b strings.Builder
	half := p.column() / 2
	ink := max(0.75, min(half*0.8, 3)) // half the width of a mark
	for i := 0; i < len(p.shown); i++ {
		if d.optionOf(p.shown[i]) != option {
			continue
		}
		from := i
		for i+1 < len(p.shown) && d.optionOf(p.shown[i+1]) == option {
			i++
		}
		if p.mark() {
			fmt.Fprintf(&b, "M%.1f %.1fH%.1f", p.x(from)-ink, y, p.x(i)+ink)
		}
	}
	return b.String()
}

// mark reports whether there is room for another mark, and takes it.
func (p *curveChart) mark() bool {
	if p.marks >= curveMarks {
		return false
	}
	p.marks++
	return true
}

// shortName cuts what the chart has no room for.
func shortName(s string) string {
	const most = 26
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
