package regime

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// The chart of the last steps, in pixels.
const (
	chartWidth  = 640
	chartHeight = 200
	chartLeft   = 32 // of it for the scale
	chartFoot   = 22 // for the dates
)

// stateColours are the grounds of the states.
var stateColours = [...]string{Unknown: "#e0e0e0", RiskOff: "#f8d7d3", Neutral: "#ffffff", RiskOn: "#d5ecd8"}

// SVG is the score at the last steps as a line, on the ground of its state: green for
// RiskOn, red for RiskOff, grey for Unknown. It is empty without two steps.
func (r Reading) SVG() string {
	n := len(r.History)
	if n < 2 || !r.History[n-1].Time.After(r.History[0].Time) {
		return ""
	}
	first, last := r.History[0].Time, r.History[n-1].Time
	whole := float64(last.Sub(first))
	x := func(t time.Time) float64 {
		return chartLeft + float64(float64(chartWidth-chartLeft)*float64(t.Sub(first))/whole)
	}
	y := func(score float64) float64 { return float64(float64(chartHeight-chartFoot) * (1 - score/100)) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="11">`+"\n",
		chartWidth, chartHeight, chartWidth, chartHeight)
	fmt.Fprintf(&b, "<title>%s</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", html.EscapeString("risk-on score, "+first.Format(time.DateOnly)+" to "+last.Format(time.DateOnly)), chartWidth, chartHeight)
	for i := 0; i < n; {
		j := i + 1
		for j < n && r.History[j].State == r.History[i].State {
			j++
		}
		end := last
		if j < n {
			end = r.History[j].Time
		}
		from := x(r.History[i].Time)
		if s := r.History[i].State; int(s) < len(stateColours) {
			fmt.Fprintf(&b, `<rect x="%.1f" y="0" width="%.1f" height="%d" fill="%s"/>`+"\n", from, x(end)-from, chartHeight-chartFoot, stateColours[s])
		}
		i = j
	}
	for _, level := range []float64{0, 25, 40, 50, 60, 100} {
		fmt.Fprintf(&b, `<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#bbb" stroke-width="0.5"/><text x="%d" y="%.1f" text-anchor="end">%g</text>`+"\n",
			chartLeft, chartWidth, y(level), y(level), chartLeft-4, min(max(y(level)+4, 10), chartHeight-chartFoot), level)
	}
	b.WriteString(`<polyline fill="none" stroke="#1f4e79" stroke-width="1.5" points="`)
	for _, s := range r.History {
		fmt.Fprintf(&b, "%.1f,%.1f ", x(s.Time), y(s.Score))
	}
	b.WriteString("\"/>\n")
	for k, s := range []State{RiskOn, RiskOff, Unknown} {
		at := chartLeft + 160 + 90*k
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="10" height="10" fill="%s"/><text x="%d" y="%d">%s</text>`+"\n",
			at, chartHeight-15, stateColours[s], at+14, chartHeight-6, s)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text><text x="%d" y="%d" text-anchor="end">%s</text>`+"\n</svg>\n",
		chartLeft, chartHeight-6, first.Format(time.DateOnly), chartWidth, chartHeight-6, last.Format(time.DateOnly))
	return b.String()
}
