package ratio

import "testing"

// Columns are as wide as their letters are many, whatever bytes those take.
func TestTextTable(t *testing.T) {
	x := text{title: "T"}
	x.note("n %d", 1)
	x.row("", "größe")
	x.row("Öl", "1")
	x.row("BTC", "")
	if got, want := x.String(), "T\nn 1\n     größe\nÖl       1\nBTC"; got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}
