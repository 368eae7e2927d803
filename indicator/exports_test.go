package indicator

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/riskon/riskon/indicator/candle"
	"github.com/riskon/riskon/series"
)

// exports are the batch function and the constructor of every indicator.
var exports = map[string][2]any{
	"SMA":             {SMA, NewSMA},
	"EMA":             {EMA, NewEMA},
	"WMA":             {WMA, NewWMA},
	"DEMA":            {DEMA, NewDEMA},
	"TEMA":            {TEMA, NewTEMA},
	"TRIMA":           {TRIMA, NewTRIMA},
	"KAMA":            {KAMA, NewKAMA},
	"MAMA":            {MAMA, NewMAMA},
	"T3":              {T3, NewT3},
	"MA":              {MA, NewMA},
	"Bollinger":       {Bollinger, NewBollinger},
	"AccBands":        {AccBands, NewAccBands},
	"MidPoint":        {MidPoint, NewMidPoint},
	"MidPrice":        {MidPrice, NewMidPrice},
	"SAR":             {SAR, NewSAR},
	"SARExt":          {SARExt, NewSARExt},
	"HTTrendline":     {HTTrendline, NewHTTrendline},
	"MAVP":            {MAVP, NewMAVP},
	"ADX":             {ADX, NewADX},
	"ADXR":            {ADXR, NewADXR},
	"APO":             {APO, NewAPO},
	"Aroon":           {Aroon, NewAroon},
	"AroonOsc":        {AroonOsc, NewAroonOsc},
	"BOP":             {BOP, NewBOP},
	"CCI":             {CCI, NewCCI},
	"CMO":             {CMO, NewCMO},
	"DX":              {DX, NewDX},
	"IMI":             {IMI, NewIMI},
	"MACD":            {MACD, NewMACD},
	"MACDExt":         {MACDExt, NewMACDExt},
	"MACDFix":         {MACDFix, NewMACDFix},
	"MFI":             {MFI, NewMFI},
	"PlusDI":          {PlusDI, NewPlusDI},
	"MinusDI":         {MinusDI, NewMinusDI},
	"PlusDM":          {PlusDM, NewPlusDM},
	"MinusDM":         {MinusDM, NewMinusDM},
	"Mom":             {Mom, NewMom},
	"PPO":             {PPO, NewPPO},
	"ROC":             {ROC, NewROC},
	"ROCP":            {ROCP, NewROCP},
	"ROCR":            {ROCR, NewROCR},
	"ROCR100":         {ROCR100, NewROCR100},
	"RSI":             {RSI, NewRSI},
	"Stoch":           {Stoch, NewStoch},
	"StochFast":       {StochFast, NewStochFast},
	"StochRSI":        {StochRSI, NewStochRSI},
	"TRIX":            {TRIX, NewTRIX},
	"UltOsc":          {UltOsc, NewUltOsc},
	"WilliamsR":       {WilliamsR, NewWilliamsR},
	"AD":              {AD, NewAD},
	"ADOsc":           {ADOsc, NewADOsc},
	"OBV":             {OBV, NewOBV},
	"ATR":             {ATR, NewATR},
	"NATR":            {NATR, NewNATR},
	"TrueRange":       {TrueRange, NewTrueRange},
	"HTDCPeriod":      {HTDCPeriod, NewHTDCPeriod},
	"HTDCPhase":       {HTDCPhase, NewHTDCPhase},
	"HTPhasor":        {HTPhasor, NewHTPhasor},
	"HTSine":          {HTSine, NewHTSine},
	"HTTrendMode":     {HTTrendMode, NewHTTrendMode},
	"AvgPrice":        {AvgPrice, NewAvgPrice},
	"MedPrice":        {MedPrice, NewMedPrice},
	"TypPrice":        {TypPrice, NewTypPrice},
	"WclPrice":        {WclPrice, NewWclPrice},
	"AvgDev":          {AvgDev, NewAvgDev},
	"Beta":            {Beta, NewBeta},
	"DownsideBeta":    {DownsideBeta, NewDownsideBeta},
	"Correl":          {Correl, NewCorrel},
	"Spearman":        {Spearman, NewSpearman},
	"Kendall":         {Kendall, NewKendall},
	"HedgeRatio":      {HedgeRatio, NewHedgeRatio},
	"LinReg":          {LinReg, NewLinReg},
	"LinRegAngle":     {LinRegAngle, NewLinRegAngle},
	"LinRegIntercept": {LinRegIntercept, NewLinRegIntercept},
	"LinRegSlope":     {LinRegSlope, NewLinRegSlope},
	"StdDev":          {StdDev, NewStdDev},
	"ZScore":          {ZScore, NewZScore},
	"TSF":             {TSF, NewTSF},
	"Var":             {Var, NewVar},
	"Max":             {Max, NewMax},
	"MaxIndex":        {MaxIndex, NewMaxIndex},
	"Min":             {Min, NewMin},
	"MinIndex":        {MinIndex, NewMinIndex},
	"MinMax":          {MinMax, NewMinMax},
	"MinMaxIndex":     {MinMaxIndex, NewMinMaxIndex},
	"Sum":             {Sum, NewSum},
	"PercentRank":     {PercentRank, NewPercentRank},
}

// typed calls an exported function with parameters p, which may stand in a Config.
func typed(f any, inputs []any, e *Entry, p []float64) reflect.Value {
	v := reflect.ValueOf(f)
	var args []reflect.Value
	for _, in := range inputs {
		args = append(args, reflect.ValueOf(in))
	}
	for i := len(inputs); i < v.Type().NumIn(); i++ {
		t := v.Type().In(i)
		if t.Kind() == reflect.Struct {
			cfg := reflect.New(t).Elem()
			for j, x := range p {
				cfg.Field(j).Set(reflect.ValueOf(x).Convert(cfg.Field(j).Type()))
			}
			args = append(args, cfg)
			continue
		}
		args = append(args, reflect.ValueOf(p[i-len(inputs)]).Convert(t))
	}
	return v.Call(args)[0]
}

// The typed functions give what Eval gives, to the bit, and name their outputs as
// the catalog does.
func TestTypedIsEval(t *testing.T) {
	t.Parallel()
	list := closes(walk(300, 21))
	bars := mustBars(t, list)
	for _, e := range catalog {
		if e.Group == "candles" {
			continue // package candle exports them
		}
		pair, ok := exports[e.Name]
		if !ok {
			t.Errorf("%s has no exported functions", e.Name)
			continue
		}
		inputs := map[inputKind][]any{
			takesNumber: {bars.Close()}, takesPair: {bars.Close(), bars.Open()}, takesBar: {bars},
		}[e.kind]
		for _, spec := range specs(e) {
			s := open1(t, spec)
			p := s.Spec().Params()
			if e.Name == "StdDev" && p[1] != 1 {
				continue // the factor is for specs
			}
			want, err := Eval(spec, bars)
			if err != nil {
				t.Fatal(err)
			}
			var columns []series.Series
			switch got := typed(pair[0], inputs, e, p); got.Type() {
			case reflect.TypeFor[series.Series]():
				columns = append(columns, got.Interface().(series.Series))
			default:
				for j := range got.NumField() {
					if name := got.Type().Field(j).Name; name != e.Outputs[j] {
						t.Errorf("%s: output %d is %s, in the catalog %s", e.Name, j, name, e.Outputs[j])
					}
					columns = append(columns, got.Field(j).Interface().(series.Series))
				}
			}
			if i := sameRows(tableRows(columns), frameRows(want)); i >= 0 {
				t.Fatalf("%s: row %d differs from Eval", spec, i)
			}
			live := typed(pair[1], nil, e, p)
			if got := live.Interface().(interface{ String() string }).String(); got != spec {
				t.Fatalf("%s: New gives %s", spec, got)
			}
			for i, b := range list {
				if row := updateTyped(live, e.kind, b); !same(row, frameRows(want)[i]) {
					t.Fatalf("%s: row %d: live %v", spec, i, row)
				}
				if i == 150 {
					live = live.MethodByName("Clone").Call(nil)[0]
				}
			}
		}
	}
}

// updateTyped calls Update of a live type and returns its outputs.
func updateTyped(live reflect.Value, kind inputKind, b series.Bar) []float64 {
	args := map[inputKind][]reflect.Value{
		takesNumber: {reflect.ValueOf(b.Close)}, takesPair: {reflect.ValueOf(b.Close), reflect.ValueOf(b.Open)}, takesBar: {reflect.ValueOf(b)},
	}[kind]
	y := live.MethodByName("Update").Call(args)[0]
	if y.Kind() == reflect.Float64 {
		return []float64{y.Float()}
	}
	var row []float64
	for j := range y.NumField() {
		row = append(row, y.Field(j).Float())
	}
	return row
}

// source parses the package's files.
func source(t *testing.T, tests bool) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") != tests {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// All patterns of package candle are in the catalog.
func TestCandlesAreInTheCatalog(t *testing.T) {
	for _, p := range candle.All() {
		e := entryOf(p.String())
		if e == nil || e.Group != "candles" || e.Aliases[0] != p.TALib() || len(e.Params) > 0 != (p.Penetration() > 0) {
			t.Errorf("%v: %+v", p, e)
		}
	}
	if candleSettings([]float64{0}) == (candle.Settings{}) {
		t.Error("a penetration of 0 is taken for the default")
	}
}

// Every exported New... is in the catalog, has its batch function, the doc comment
// that an indicator has, and an example with output for both.
func TestEveryIndicatorIsDocumented(t *testing.T) {
	docs := map[string]string{}
	for _, f := range source(t, false) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() {
				docs[fn.Name.Name] = fn.Doc.Text()
			}
		}
	}
	examples := map[string]bool{}
	for _, x := range doc.Examples(source(t, true)...) {
		if x.Output != "" {
			examples[x.Name] = true
		}
	}
	n := 0
	for name := range docs {
		if of, ok := strings.CutPrefix(name, "New"); ok {
			n++
			if entryOf(of) == nil {
				t.Errorf("%s makes nothing that is in the catalog", name)
			}
		}
	}
	if entries := len(catalog) - len(candle.All()); n != entries || n != len(exports) {
		t.Errorf("%d constructors, %d entries, %d in exports", n, entries, len(exports))
	}
	for _, e := range catalog {
		if e.Group == "candles" {
			continue
		}
		text, live := docs[e.Name], docs["New"+e.Name]
		if !strings.HasPrefix(text, e.Name+" is ") && !strings.HasPrefix(text, e.Name+" are ") {
			t.Errorf("%s: does not begin with what it is", e.Name)
		}
		for _, part := range []string{"\n\t", "Input", "Output", "Warm-up:", "issing", "Source:", "TA-Lib"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: no %q in the doc comment", e.Name, part)
			}
		}
		if !strings.Contains(live, "["+e.Name+"]") || len(e.Params) > 0 && !strings.Contains(live, "panics") {
			t.Errorf("New%s: says %q", e.Name, live)
		}
		for _, x := range []string{e.Name, "New" + e.Name} {
			if !examples[x] {
				t.Errorf("no example with output of %s", x)
			}
		}
	}
	t.Logf("%d indicators with doc comments and examples", n)
}

// The catalog says what a user interface needs, and does not hand out its memory.
func TestCatalog(t *testing.T) {
	groups := map[string]bool{"overlap": true, "momentum": true, "volume": true, "volatility": true, "cycle": true, "price": true, "statistics": true, "candles": true}
	seen := map[string]bool{}
	for _, e := range Catalog() {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if low := strings.ToLower(name); seen[low] || name == "" {
				t.Errorf("%q is there twice", name)
			} else {
				seen[low] = true
			}
		}
		if !groups[e.Group] || e.Title == "" || e.Source == "" || len(e.Inputs) == 0 || len(e.Outputs) == 0 || len(e.Outputs) > maxOutputs || !(e.Low <= e.High) {
			t.Errorf("%s: incomplete: %+v", e.Name, e)
		}
		tacit := false
		for _, p := range e.Params {
			if p.Name == "" || p.Kind == 0 || p.refuse(p.Default) != "" || p.refuse(p.Min) != "" || p.refuse(p.Max) != "" || tacit && !p.Tacit {
				t.Errorf("%s: %+v", e.Name, p)
			}
			tacit = p.Tacit
		}
	}
	a, b := Catalog(), Catalog()
	for i := range a {
		for _, list := range [][]string{a[i].Aliases, a[i].Inputs, a[i].Outputs} {
			for j := range list {
				list[j] = "mine"
			}
		}
		for j := range a[i].Params {
			a[i].Params[j].Default = -1
		}
		if c := Catalog()[i]; !reflect.DeepEqual([]any{c.Aliases, c.Inputs, c.Outputs, c.Params}, []any{b[i].Aliases, b[i].Inputs, b[i].Outputs, b[i].Params}) {
			t.Fatalf("%s: the catalog can be changed", c.Name)
		}
	}
}

// The README names every indicator, with the name that TA-Lib has for it.
func TestReadmeNamesAll(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range catalog {
		names := append([]string{e.Name}, e.Aliases...)
		if e.Group == "candles" {
			names = names[:1] // the README says how TA-Lib calls them
		}
		for _, name := range names {
			if !regexp.MustCompile(`[ (]` + name + `[,;) ]`).Match(text) {
				t.Errorf("the README does not name %s", name)
			}
		}
	}
}
