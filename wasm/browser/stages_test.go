//go:build !js

package browser_test

import (
	"fmt"
	"testing"
)

// stage is the button of a stage, from 1.
const stage = "el.shadowRoot.querySelectorAll('.stages button')[%d - 1]"

// TestStagesAreGoneThrough: each button of learn-and-sample sets its stage, which plays to its end
// and says what it is about; in the third the worker's network goes on from the second. Back in
// time and restored, the particles are the same, in the page and with a worker.
func TestStagesAreGoneThrough(t *testing.T) {
	p := open(t, `<score-field scene="learn-and-sample" units="8" batch="16" dataset="50" particles="40" levels="2" steps-per-level="10" target-steps="40" speed="20"></score-field>`)
	eval[any](p, "el.play()")
	p.until("last(el)?.step === 40 && !last(el).playing")
	if n := eval[int](p, "el.shadowRoot.querySelectorAll('.stages button').length"); n != 3 {
		t.Fatalf("%d stages", n)
	}
	about := ""
	for k, settings := range []string{"objective=ladder,sampler=ula", "objective=ladder,sampler=annealed"} {
		press := fmt.Sprintf(stage, k+2)
		eval[any](p, press+".click()")
		p.until(press + ".getAttribute('aria-pressed') === 'true'")
		for _, other := range []int{1, 2, 3} {
			if want := fmt.Sprint(other == k+2); eval[string](p, fmt.Sprintf(stage, other)+".getAttribute('aria-pressed')") != want {
				t.Errorf("stage %d is on: pressed of %d is not %s", k+2, other, want)
			}
		}
		if got := eval[string](p, "`objective=${el.params.objective},sampler=${el.params.sampler}`"); got != settings {
			t.Errorf("stage %d has %s", k+2, got)
		}
		if text := eval[string](p, "el.shadowRoot.querySelector('.stages .about > .now').textContent"); text == "" || text == about {
			t.Errorf("stage %d is about %q", k+2, text)
		} else {
			about = text
		}
		if k == 0 { // as far as the third begins, and no farther
			end := eval[int](p, "last(el).step") + 300 // it plays already
			eval[any](p, fmt.Sprintf("el.set({'target-steps': %d}).then(() => el.play())", end))
			p.until(fmt.Sprintf("last(el)?.step === %d && !last(el).playing", end))
		} else {
			eval[any](p, "el.set({'train-first': 80}).then(() => el.play())")
		}
	}
	p.until("last(el)?.step === 20 && !last(el).playing")
	told := eval[string](p, `(async () => {
		const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);
		const before = await el.samples();
		await el.seek(7);
		await el.seek(20);
		const back = await el.samples();
		await el.setState(await el.getState());
		return [same(before, back), same(before, await el.samples()), (await el.stats()).training.worker].join();
	})()`)
	if told != "true,true,true" {
		t.Errorf("the same after seeking, after restoring, with a worker: %s", told)
	}
}

// TestSigmaIsInTheToolbar of a scene that nothing moves in but σ: the slider and the multiples
// under the picture are the same setting.
func TestSigmaIsInTheToolbar(t *testing.T) {
	p := open(t, `<score-field scene="ladder" loading="eager"></score-field>`)
	const slider = "el.shadowRoot.querySelector('.tools input[id=sf-sigma-bar]')"
	p.until(slider + " !== null")
	eval[any](p, "(() => { const s = "+slider+"; s.value = '0.5'; s.dispatchEvent(new Event('input')); })()")
	p.until("el.params.sigma === '25'")
}
