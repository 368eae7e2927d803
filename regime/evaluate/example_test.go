package evaluate_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/regime/evaluate"
	"github.com/riskon/riskon/series"
)

const week = 7 * 24 * time.Hour

var first = time.Date(2014, 1, 4, 0, 0, 0, 0, time.UTC)

// invented is a history of weeks, and a price that does better where the score
// is high: random, the same in each run.
func invented(weeks int) ([]regime.Step, series.Series) {
	r := rand.New(rand.NewPCG(1, 0))
	var history []regime.Step
	var times []time.Time
	var prices []float64
	score, price := 50.0, 100.0
	for i := range weeks {
		t := first.Add(time.Duration(i) * week)
		state := regime.Neutral
		if score > 60 {
			state = regime.RiskOn
		}
		history = append(history, regime.Step{Time: t, Score: score, State: state})
		times, prices = append(times, t), append(prices, price)
		price *= 1 + (score-50)/800 + (r.Float64()-0.5)/5
		score = max(0, min(100, score+(50-score)/8+20*(r.Float64()-0.5)))
	}
	s, err := series.New(times, prices)
	if err != nil {
		panic(err)
	}
	return history, s
}

func ExampleCalibrate() {
	history, price := invented(900)
	rose := evaluate.Rises(price, evaluate.Times(history), evaluate.RiseConfig{Horizon: 8 * week, Above: 0.05})
	c, err := evaluate.Calibrate(history, rose, evaluate.CalibrateConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c)
	fmt.Println(c.Probability(65))
	// Output:
	// Calibration (retrospective), Platt, 892 cases from 2014-01-04 to 2031-02-01
	// outcomes after up to 56 days; 5 folds, purged, embargo 56 days
	// 17 RiskOn episodes; it happened after the start of 9 of them: 0.27812 to 0.77017 (95%)
	// happened in 31.73% of all cases
	// out of fold: Brier 0.19621, climatology 0.22576, AUC 0.681
	// skill 0.131 (95% 0.055 to 0.217); 1000 resamples, blocks of 19.262 cases
	// probability  cases   mean  happened
	// 0.0 to 0.1      37  0.078     0.270
	// 0.1 to 0.2     181  0.157     0.193
	// 0.2 to 0.3     253  0.250     0.178
	// 0.3 to 0.4     183  0.345     0.361
	// 0.4 to 0.5     122  0.446     0.443
	// 0.5 to 0.6      72  0.540     0.625
	// 0.6 to 0.7      37  0.632     0.595
	// 0.7 to 0.8       7  0.745     0.857
	// 54.79% at score 65, against 31.73% whatever the score: Platt on 892 cases from 2014-01-04 to 2031-02-01, 17 RiskOn episodes; skill 0.131 (95% 0.055 to 0.217); for scores from 2031-03-29 on
}

// Four years hold too few episodes: there is no probability, and the error says so.
func ExampleCalibrate_refused() {
	history, price := invented(208)
	rose := evaluate.Rises(price, evaluate.Times(history), evaluate.RiseConfig{Horizon: 8 * week})
	_, err := evaluate.Calibrate(history, rose, evaluate.CalibrateConfig{})
	fmt.Println(err)
	fmt.Println(errors.Is(err, evaluate.ErrTooFewEpisodes))
	var few *evaluate.EpisodesError
	if errors.As(err, &few) {
		fmt.Println(few.Episodes, "of", few.Need)
	}
	// Output:
	// evaluate: 4 RiskOn episodes from 2015-08-08 to 2017-08-05: too few episodes for a probability, which takes 10
	// true
	// 4 of 10
}

func ExampleCalibration_Probability() {
	fmt.Println(evaluate.Calibration{}.Probability(70))
	// Output:
	// no probability: no calibration
}

func ExampleRises() {
	_, price := invented(20)
	at := []time.Time{first, first.Add(week), first.Add(16 * week)} // the last one's future is not over
	for _, o := range evaluate.Rises(price, at, evaluate.RiseConfig{Horizon: 4 * week}) {
		fmt.Printf("%s to %s: %+.3f %v\n", o.Time.Format(time.DateOnly), o.Known.Format(time.DateOnly), o.Return, o.Happened)
	}
	// Output:
	// 2014-01-04 to 2014-02-01: -0.163 false
	// 2014-01-11 to 2014-02-08: -0.078 false
}

func ExampleOutcomes_PurgedKFold() {
	history, price := invented(60)
	rose := evaluate.Rises(price, evaluate.Times(history), evaluate.RiseConfig{Horizon: 8 * week})
	fmt.Println(rose.Horizon())
	fmt.Println(rose.PurgedKFold(4, 8*week))
	// Output:
	// 1344h0m0s
	// Folds, 4 of 52 rows
	// judged    learned from  the last before  the first after
	// 0 to 12             23                                29
	// 13 to 25            15                4               42
	// 26 to 38            18               17
	// 39 to 51            31               30 <nil>
}

func ExamplePurgedKFold() {
	folds, err := evaluate.PurgedKFold(100, 5, 5, 2)
	fmt.Println(folds, err)
	// Output:
	// Folds, 5 of 100 rows
	// judged    learned from  the last before  the first after
	// 0 to 19             73                                27
	// 20 to 39            68               14               47
	// 40 to 59            68               34               67
	// 60 to 79            68               54               87
	// 80 to 99            75               74 <nil>
}

func ExampleEpisodesOf() {
	history, _ := invented(200)
	for _, horizon := range []time.Duration{0, 8 * week} {
		e, err := evaluate.EpisodesOf(history, regime.RiskOn, horizon)
		fmt.Println(e, err)
	}
	// Output:
	// Episodes, 10 from 2015-08-08 to 2017-08-05
	// from                to  steps  spells
	// 2015-08-08  2015-08-22      3       1
	// 2015-10-17  2015-11-14      5       1
	// 2015-12-12  2015-12-19      2       1
	// 2016-01-09  2016-01-09      1       1
	// 2016-03-12  2016-03-12      1       1
	// 2016-03-26  2016-06-25     14       1
	// 2016-07-09  2016-07-09      1       1
	// 2017-06-03  2017-06-10      2       1
	// 2017-06-24  2017-06-24      1       1
	// 2017-08-05  2017-08-05      1       1 <nil>
	// Episodes, 4 from 2015-08-08 to 2017-08-05
	// from                to  steps  spells
	// 2015-08-08  2015-08-22      3       1
	// 2015-10-17  2016-01-09      8       3
	// 2016-03-12  2016-07-09     16       3
	// 2017-06-03  2017-08-05      4       3 <nil>
}

func ExampleHistory() {
	all, _ := invented(300)
	readings := []regime.Reading{{History: all[:156]}, {History: all[100:256]}, {History: all[144:]}}
	history, err := evaluate.History(readings)
	fmt.Println(len(history), err)
	_, err = evaluate.History([]regime.Reading{{Time: first, History: all[:100]}, {Time: first.Add(300 * week), History: all[144:]}})
	fmt.Println(err)
	// Output:
	// 300 <nil>
	// evaluate: History: reading 1 at 2019-10-05T00:00:00Z: history does not reach back to the reading before
}

func ExampleTimes() {
	history, _ := invented(3)
	for _, t := range evaluate.Times(history) {
		fmt.Println(t.Format(time.DateOnly))
	}
	// Output:
	// 2014-01-04
	// 2014-01-11
	// 2014-01-18
}

// Three breakouts of three came before a rally. That is not much.
func ExampleClopperPearson() {
	fmt.Println(evaluate.ClopperPearson(3, 3, 0.95))
	fmt.Println(evaluate.ClopperPearson(30, 30, 0.95))
	// Output:
	// 0.2924 to 1 (95%)
	// 0.8843 to 1 (95%)
}

func ExampleWilson() {
	fmt.Println(evaluate.Wilson(3, 3, 0.95))
	fmt.Println(evaluate.Wilson(5, 7, 0.95))
	// Output:
	// 0.4385 to 1 (95%)
	// 0.35893 to 0.91778 (95%)
}

func cases() evaluate.Cases {
	c, err := evaluate.Join(weeks())
	if err != nil {
		panic(err)
	}
	return c
}

func weeks() ([]regime.Step, evaluate.Outcomes) {
	history, price := invented(300)
	return history, evaluate.Rises(price, evaluate.Times(history), evaluate.RiseConfig{Horizon: 4 * week})
}

func ExampleJoin() {
	history, rose := weeks()
	c, err := evaluate.Join(history, rose)
	fmt.Println(len(history), len(rose), len(c), err)
	// Output:
	// 300 296 296 <nil>
}

func ExampleFitPlatt() {
	p, err := evaluate.FitPlatt(cases())
	fmt.Println(p, err)
	fmt.Printf("%.2f %.2f %v\n", p.P(30), p.P(70), p.P(math.NaN()))
	// Output:
	// Platt, 296 cases from 2014-01-04 to 2019-08-31: p = 1/(1 + exp(-0.051348*score +2.6083)), scores 24.584 to 74.985 <nil>
	// 0.26 0.73 NaN
}

func ExampleFitIsotonic() {
	p, err := evaluate.FitIsotonic(cases())
	fmt.Println(p, err)
	fmt.Printf("%.2f %.2f\n", p.P(30), p.P(70))
	// Output:
	// Isotonic, 296 cases from 2014-01-04 to 2019-08-31
	// score         p
	// 24.584        0
	// 27.346  0.33333
	// 28.077  0.33333
	// 28.888  0.34483
	// 42.253  0.34483
	// 42.355  0.36923
	// 48.862  0.36923
	// 48.928  0.38462
	// 50.68   0.38462
	// 50.701      0.5
	// ... 5 more ...
	// 55.902     0.64
	// 62.753     0.64
	// 62.771  0.66667
	// 63.262  0.66667
	// 63.433   0.6875
	// 66.113   0.6875
	// 66.151  0.84211
	// 70.795  0.84211
	// 71.538        1
	// 74.985        1 <nil>
	// 0.34 0.84
}

func ExampleVerify() {
	c := cases()
	for i := range c {
		c[i].Score /= 100 // the score taken for a probability, which it is not
	}
	v, err := evaluate.Verify(c)
	fmt.Println(v, err)
	// Output:
	// Verification, 296 cases from 2014-01-04 to 2019-08-31
	// Brier 0.23462 = reliability 0.0050209 - resolution 0.016849 + uncertainty 0.25 + within bins -0.0035465
	// log loss 0.66196, AUC 0.655, happened 50%
	// probability  cases   mean  happened
	// 0.2 to 0.3       6  0.277     0.500
	// 0.3 to 0.4      37  0.360     0.405
	// 0.4 to 0.5      96  0.451     0.354
	// 0.5 to 0.6      93  0.542     0.570
	// 0.6 to 0.7      57  0.641     0.649
	// 0.7 to 0.8       7  0.722     0.857 <nil>
}
