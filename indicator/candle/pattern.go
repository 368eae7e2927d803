package candle

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Pattern is one of TA-Lib's 61 candlestick patterns. The zero Pattern is none.
type Pattern int

// What a pattern says of a bar: TA-Lib's numbers.
const (
	none     = 0
	bull     = 100
	bear     = -100
	touching = 80 // of bodies that have an end in common
)

// when returns value if the pattern is there.
func when(there bool, value int) int {
	if there {
		return value
	}
	return none
}

// A rule is a pattern: its names, what it spans and reads, and how to find it. One
// of find, pierce and confirm is there.
type rule struct {
	name, talib string
	source      string  // author, title, year
	bars        int     // candles it spans
	more        int     // candles that its warm-up has beyond them
	least       int     // smallest period that its warm-up counts
	uses        uses    // limits it reads
	penetration float64 // default

	find    func(v *view) int
	pierce  func(v *view, penetration float64) int // one that reads the penetration
	confirm func(v *view) (value, ago int)         // one that spans ago more candles
}

type uses []limit

const (
	nison     = "Steve Nison, Japanese Candlestick Charting Techniques, 1991"
	bulkowski = "Thomas N. Bulkowski, Encyclopedia of Candlestick Charts, 2008"
	chesler   = "Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active Trader, 2004"
)

var rules = [...]rule{
	Doji:           {name: "Doji", talib: "CDLDOJI", source: nison, bars: 1, uses: uses{bodyDoji}, find: doji},
	DragonflyDoji:  {name: "DragonflyDoji", talib: "CDLDRAGONFLYDOJI", source: bulkowski, bars: 1, uses: uses{bodyDoji, shadowVeryShort}, find: dragonflyDoji},
	GravestoneDoji: {name: "GravestoneDoji", talib: "CDLGRAVESTONEDOJI", source: nison, bars: 1, uses: uses{bodyDoji, shadowVeryShort}, find: gravestoneDoji},
	LongLeggedDoji: {name: "LongLeggedDoji", talib: "CDLLONGLEGGEDDOJI", source: nison, bars: 1, uses: uses{bodyDoji, shadowLong}, find: longLeggedDoji},
	RickshawMan:    {name: "RickshawMan", talib: "CDLRICKSHAWMAN", source: nison, bars: 1, uses: uses{bodyDoji, shadowLong, near}, find: rickshawMan},
	Takuri:         {name: "Takuri", talib: "CDLTAKURI", source: bulkowski, bars: 1, uses: uses{bodyDoji, shadowVeryShort, shadowVeryLong}, find: takuri},

	LongLine:        {name: "LongLine", talib: "CDLLONGLINE", source: bulkowski, bars: 1, uses: uses{bodyLong, shadowShort}, find: longLine},
	ShortLine:       {name: "ShortLine", talib: "CDLSHORTLINE", source: bulkowski, bars: 1, uses: uses{bodyShort, shadowShort}, find: shortLine},
	Marubozu:        {name: "Marubozu", talib: "CDLMARUBOZU", source: bulkowski, bars: 1, uses: uses{bodyLong, shadowVeryShort}, find: marubozu},
	ClosingMarubozu: {name: "ClosingMarubozu", talib: "CDLCLOSINGMARUBOZU", source: bulkowski, bars: 1, uses: uses{bodyLong, shadowVeryShort}, find: closingMarubozu},
	BeltHold:        {name: "BeltHold", talib: "CDLBELTHOLD", source: nison, bars: 1, uses: uses{bodyLong, shadowVeryShort}, find: beltHold},
	SpinningTop:     {name: "SpinningTop", talib: "CDLSPINNINGTOP", source: nison, bars: 1, uses: uses{bodyShort}, find: spinningTop},
	HighWave:        {name: "HighWave", talib: "CDLHIGHWAVE", source: bulkowski, bars: 1, uses: uses{bodyShort, shadowVeryLong}, find: highWave},

	Hammer:         {name: "Hammer", talib: "CDLHAMMER", source: nison, bars: 2, uses: uses{bodyShort, shadowLong, shadowVeryShort, near}, find: hammer},
	HangingMan:     {name: "HangingMan", talib: "CDLHANGINGMAN", source: nison, bars: 2, uses: uses{bodyShort, shadowLong, shadowVeryShort, near}, find: hangingMan},
	InvertedHammer: {name: "InvertedHammer", talib: "CDLINVERTEDHAMMER", source: nison, bars: 2, uses: uses{bodyShort, shadowLong, shadowVeryShort}, find: invertedHammer},
	ShootingStar:   {name: "ShootingStar", talib: "CDLSHOOTINGSTAR", source: nison, bars: 2, uses: uses{bodyShort, shadowLong, shadowVeryShort}, find: shootingStar},

	Engulfing:    {name: "Engulfing", talib: "CDLENGULFING", source: nison, bars: 2, more: 1, find: engulfing},
	ThreeOutside: {name: "ThreeOutside", talib: "CDL3OUTSIDE", source: bulkowski, bars: 3, more: 1, find: threeOutside},
	Harami:       {name: "Harami", talib: "CDLHARAMI", source: nison, bars: 2, uses: uses{bodyLong, bodyShort}, find: harami},
	HaramiCross:  {name: "HaramiCross", talib: "CDLHARAMICROSS", source: nison, bars: 2, uses: uses{bodyLong, bodyDoji}, find: haramiCross},
	ThreeInside:  {name: "ThreeInside", talib: "CDL3INSIDE", source: bulkowski, bars: 3, uses: uses{bodyLong, bodyShort}, find: threeInside},
	HomingPigeon: {name: "HomingPigeon", talib: "CDLHOMINGPIGEON", source: bulkowski, bars: 2, uses: uses{bodyLong, bodyShort}, find: homingPigeon},

	DojiStar:        {name: "DojiStar", talib: "CDLDOJISTAR", source: nison, bars: 2, uses: uses{bodyLong, bodyDoji}, find: dojiStar},
	MorningStar:     {name: "MorningStar", talib: "CDLMORNINGSTAR", source: nison, bars: 3, uses: uses{bodyLong, bodyShort}, penetration: 0.3, pierce: morningStar},
	EveningStar:     {name: "EveningStar", talib: "CDLEVENINGSTAR", source: nison, bars: 3, uses: uses{bodyLong, bodyShort}, penetration: 0.3, pierce: eveningStar},
	MorningDojiStar: {name: "MorningDojiStar", talib: "CDLMORNINGDOJISTAR", source: nison, bars: 3, uses: uses{bodyLong, bodyDoji, bodyShort}, penetration: 0.3, pierce: morningDojiStar},
	EveningDojiStar: {name: "EveningDojiStar", talib: "CDLEVENINGDOJISTAR", source: nison, bars: 3, uses: uses{bodyLong, bodyDoji, bodyShort}, penetration: 0.3, pierce: eveningDojiStar},
	AbandonedBaby:   {name: "AbandonedBaby", talib: "CDLABANDONEDBABY", source: nison, bars: 3, uses: uses{bodyLong, bodyDoji, bodyShort}, penetration: 0.3, pierce: abandonedBaby},
	TriStar:         {name: "TriStar", talib: "CDLTRISTAR", source: nison, bars: 3, uses: uses{bodyDoji}, find: triStar},

	DarkCloudCover: {name: "DarkCloudCover", talib: "CDLDARKCLOUDCOVER", source: nison, bars: 2, uses: uses{bodyLong}, penetration: 0.5, pierce: darkCloudCover},
	PiercingLine:   {name: "PiercingLine", talib: "CDLPIERCING", source: nison, bars: 2, uses: uses{bodyLong}, find: piercingLine},
	Thrusting:      {name: "Thrusting", talib: "CDLTHRUSTING", source: nison, bars: 2, uses: uses{bodyLong, equal}, find: thrusting},
	InNeck:         {name: "InNeck", talib: "CDLINNECK", source: nison, bars: 2, uses: uses{bodyLong, equal}, find: inNeck},
	OnNeck:         {name: "OnNeck", talib: "CDLONNECK", source: nison, bars: 2, uses: uses{bodyLong, equal}, find: onNeck},

	CounterAttack:   {name: "CounterAttack", talib: "CDLCOUNTERATTACK", source: nison, bars: 2, uses: uses{bodyLong, equal}, find: counterAttack},
	SeparatingLines: {name: "SeparatingLines", talib: "CDLSEPARATINGLINES", source: nison, bars: 2, uses: uses{bodyLong, shadowVeryShort, equal}, find: separatingLines},
	MatchingLow:     {name: "MatchingLow", talib: "CDLMATCHINGLOW", source: bulkowski, bars: 2, uses: uses{equal}, find: matchingLow},
	StickSandwich:   {name: "StickSandwich", talib: "CDLSTICKSANDWICH", source: bulkowski, bars: 3, uses: uses{equal}, find: stickSandwich},
	Kicking:         {name: "Kicking", talib: "CDLKICKING", source: bulkowski, bars: 2, uses: uses{bodyLong, shadowVeryShort}, find: kicking},
	KickingByLength: {name: "KickingByLength", talib: "CDLKICKINGBYLENGTH", source: bulkowski, bars: 2, uses: uses{bodyLong, shadowVeryShort}, find: kickingByLength},

	TwoCrows:            {name: "TwoCrows", talib: "CDL2CROWS", source: bulkowski, bars: 3, uses: uses{bodyLong}, find: twoCrows},
	UpsideGapTwoCrows:   {name: "UpsideGapTwoCrows", talib: "CDLUPSIDEGAP2CROWS", source: nison, bars: 3, uses: uses{bodyLong, bodyShort}, find: upsideGapTwoCrows},
	ThreeBlackCrows:     {name: "ThreeBlackCrows", talib: "CDL3BLACKCROWS", source: nison, bars: 4, uses: uses{shadowVeryShort}, find: threeBlackCrows},
	IdenticalThreeCrows: {name: "IdenticalThreeCrows", talib: "CDLIDENTICAL3CROWS", source: nison, bars: 3, uses: uses{shadowVeryShort, equal}, find: identicalThreeCrows},

	ThreeWhiteSoldiers: {name: "ThreeWhiteSoldiers", talib: "CDL3WHITESOLDIERS", source: nison, bars: 3, uses: uses{shadowVeryShort, near, far, bodyShort}, find: threeWhiteSoldiers},
	AdvanceBlock:       {name: "AdvanceBlock", talib: "CDLADVANCEBLOCK", source: nison, bars: 3, uses: uses{shadowShort, shadowLong, near, far, bodyLong}, find: advanceBlock},
	Stalled:            {name: "Stalled", talib: "CDLSTALLEDPATTERN", source: nison, bars: 3, uses: uses{bodyLong, bodyShort, shadowVeryShort, near}, find: stalled},

	ThreeStarsInTheSouth:  {name: "ThreeStarsInTheSouth", talib: "CDL3STARSINSOUTH", source: bulkowski, bars: 3, uses: uses{bodyLong, bodyShort, shadowLong, shadowVeryShort}, find: threeStarsInTheSouth},
	UniqueThreeRiver:      {name: "UniqueThreeRiver", talib: "CDLUNIQUE3RIVER", source: nison, bars: 3, uses: uses{bodyLong, bodyShort}, find: uniqueThreeRiver},
	ConcealingBabySwallow: {name: "ConcealingBabySwallow", talib: "CDLCONCEALBABYSWALL", source: bulkowski, bars: 4, uses: uses{shadowVeryShort}, find: concealingBabySwallow},
	LadderBottom:          {name: "LadderBottom", talib: "CDLLADDERBOTTOM", source: bulkowski, bars: 5, uses: uses{shadowVeryShort}, find: ladderBottom},

	ThreeMethods:    {name: "ThreeMethods", talib: "CDLRISEFALL3METHODS", source: nison, bars: 5, uses: uses{bodyLong, bodyShort}, find: threeMethods},
	MatHold:         {name: "MatHold", talib: "CDLMATHOLD", source: bulkowski, bars: 5, uses: uses{bodyLong, bodyShort}, penetration: 0.5, pierce: matHold},
	ThreeLineStrike: {name: "ThreeLineStrike", talib: "CDL3LINESTRIKE", source: bulkowski, bars: 4, uses: uses{near}, find: threeLineStrike},
	Breakaway:       {name: "Breakaway", talib: "CDLBREAKAWAY", source: bulkowski, bars: 5, uses: uses{bodyLong}, find: breakaway},

	TasukiGap:            {name: "TasukiGap", talib: "CDLTASUKIGAP", source: nison, bars: 3, uses: uses{near}, find: tasukiGap},
	SideBySideWhiteLines: {name: "SideBySideWhiteLines", talib: "CDLGAPSIDESIDEWHITE", source: nison, bars: 3, uses: uses{near, equal}, find: sideBySideWhiteLines},
	GapThreeMethods:      {name: "GapThreeMethods", talib: "CDLXSIDEGAP3METHODS", source: bulkowski, bars: 3, find: gapThreeMethods},

	Hikkake:         {name: "Hikkake", talib: "CDLHIKKAKE", source: chesler, bars: 3, more: patience, confirm: hikkake},
	ModifiedHikkake: {name: "ModifiedHikkake", talib: "CDLHIKKAKEMOD", source: chesler, bars: 4, more: patience - 1, least: 1, uses: uses{near}, confirm: modifiedHikkake},
}

// valid reports whether p is a pattern.
func (p Pattern) valid() bool { return Doji <= p && p <= lastPattern }

// String returns the name, such as "MorningStar".
func (p Pattern) String() string {
	if p.valid() {
		return rules[p].name
	}
	return "Pattern(" + strconv.Itoa(int(p)) + ")"
}

// TALib returns the name of TA-Lib's function, such as "CDLMORNINGSTAR"; "" for no
// pattern.
func (p Pattern) TALib() string {
	if p.valid() {
		return rules[p].talib
	}
	return ""
}

// Penetration returns the default penetration, 0 for a pattern that reads none.
func (p Pattern) Penetration() float64 {
	if p.valid() {
		return rules[p].penetration
	}
	return 0
}

// Source returns who described the pattern: author, title, year.
func (p Pattern) Source() string {
	if p.valid() {
		return rules[p].source
	}
	return ""
}

// All returns all patterns, kin by kin.
func All() []Pattern {
	all := make([]Pattern, 0, lastPattern)
	for p := Doji; p <= lastPattern; p++ {
		all = append(all, p)
	}
	return all
}

// ErrName is wrapped by the error of a name that is no pattern's.
var ErrName = errors.New("no such pattern")

// A NameError says which name is no pattern's. Its Unwrap is ErrName.
type NameError struct{ Name string }

// Error says which name.
func (e *NameError) Error() string { return fmt.Sprintf("candle: %.40q: %v", e.Name, ErrName) }

// Unwrap gives ErrName.
func (e *NameError) Unwrap() error { return ErrName }

// Parse returns the pattern of a name, ours or TA-Lib's, in capitals or not. The
// error is a *NameError.
func Parse(name string) (Pattern, error) {
	text := strings.TrimSpace(name)
	for p := Doji; p <= lastPattern; p++ {
		if strings.EqualFold(rules[p].name, text) || strings.EqualFold(rules[p].talib, text) {
			return p, nil
		}
	}
	return 0, &NameError{name}
}

// MarshalText returns the name.
func (p Pattern) MarshalText() ([]byte, error) {
	if !p.valid() {
		return nil, &NameError{p.String()}
	}
	return []byte(p.String()), nil
}

// UnmarshalText is [Parse].
func (p *Pattern) UnmarshalText(text []byte) error {
	q, err := Parse(string(text))
	if err == nil {
		*p = q
	}
	return err
}
