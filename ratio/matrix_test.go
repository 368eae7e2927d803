package ratio

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/mat"
)

func TestMatrixViews(t *testing.T) {
	for _, n := range []int{1, 2, 10, 11, 20, 21, 50} {
		m := mat.NewSymDense(n, nil)
		for i := range n {
			m.SetSym(i, i, 1)
		}
		if n > 1 {
			m.SetSym(0, 1, math.NaN())
		}
		c := CorrelationMatrix{Corr: m, N: 7, Names: []string{"<&>"}}
		rows, left := min(n, 20), max(0, n-20)
		text, page := c.String(), c.HTML()
		if lines := strings.Count(text, "\n"); lines != 1+rows+min(left, 1) {
			t.Errorf("%d columns: %d lines\n%s", n, lines, text)
		}
		if k := strings.Count(page, "<tr"); k != 1+rows+min(left, 1) || strings.Count(page, "<td>") != rows*min(n, 10) {
			t.Errorf("%d columns: %d rows\n%s", n, k, page)
		}
		if left > 0 && (!strings.Contains(text, fmt.Sprintf("... %d more ...", left)) || !strings.Contains(page, fmt.Sprintf(">%d more<", left))) {
			t.Errorf("%d columns: what is left out\n%s", n, text)
		}
		if lines := strings.Split(text, "\n"); left > 0 && (!strings.HasPrefix(lines[12], "...") || !strings.HasPrefix(lines[13], fmt.Sprint(n-10))) {
			t.Errorf("%d columns: rows are left out elsewhere\n%s", n, text)
		}
		if (n > 10) != strings.Contains(text, fmt.Sprintf("; 10 of %d columns", n)) {
			t.Errorf("%d columns: title\n%s", n, text)
		}
		if strings.Contains(page, "<&>") || !strings.Contains(page, "<th>&lt;&amp;&gt;</th>") || !strings.Contains(text, "<&>") {
			t.Errorf("%d columns: names\n%s", n, page)
		}
	}
	for _, none := range []CorrelationMatrix{{}, {Corr: new(mat.SymDense)}} {
		if none.String() != "Correlation, empty" || !strings.Contains(none.HTML(), "empty</caption>\n</table>") {
			t.Errorf("%v\n%s", none, none.HTML())
		}
	}
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	half := mat.NewSymDense(2, []float64{1, -0.5, -0.5, 1})
	got := CorrelationMatrix{Corr: half, N: 9, From: at, To: at.AddDate(0, 1, 0), Shrinkage: 0.25, Names: []string{"Öl", "BTC"}}.String()
	want := "Correlation of 2 columns, 9 rows, 2026-01-02 to 2026-02-02, shrinkage 0.25\n" +
		"        Öl    BTC\n" +
		"Öl    1.00  -0.50\n" +
		"BTC  -0.50   1.00"
	if got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
	lines := Correlations(moving(t, 1, 9, 3, 0), 4)
	if text := lines.String(); !strings.HasPrefix(text, "Correlations of 3 columns, 9 matrices, 2020-01-03 to 2020-01-07, the last one\n") || strings.Count(lines.HTML(), "<tr") != 4 {
		t.Errorf("%s\n%s", text, lines.HTML())
	}
}
