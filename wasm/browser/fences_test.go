//go:build !js

package browser_test

import (
	"fmt"
	"testing"
)

// blocks are fenced blocks as generators and their highlighters leave them: a
// figure of 300 particles with the seed 7.
var blocks = []struct{ name, html string }{
	{"plain", `<pre><code class="language-scorefield">scene: langevin
particles: 300
seed: 7</code></pre>`},
	{"Hexo, a table with line numbers and <br>", `<figure class="highlight scorefield"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">scene: langevin</span><br><span class="line">particles: 300</span><br><span class="line">seed: 7</span><br></pre></td></tr></table></figure>`},
	{"Hexo without the language", `<figure class="highlight plaintext"><table><tr><td class="gutter"><pre><span class="line">1</span><br></pre></td><td class="code"><pre><span class="line">scene: langevin</span><br><span class="line">particles: 300</span><br><span class="line">seed: 7</span><br></pre></td></tr></table></figure>`},
	{"Hexo's pre of highlight.js", `<pre><code class="highlight scorefield">scene: langevin
particles: 300
seed: 7
</code></pre>`},
	{"Hugo with numbers", `<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1
</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-scorefield" data-lang="scorefield"><span class="line"><span class="cl">scene: langevin
</span></span><span class="line"><span class="cl">particles: 300
</span></span><span class="line"><span class="cl">seed: 7
</span></span></code></pre></td></tr></table></div></div>`},
	{"Jekyll", `<div class="language-scorefield highlighter-rouge"><div class="highlight"><pre class="highlight"><code>scene: langevin
particles: 300
seed: 7
</code></pre></div></div>`},
	{"VitePress", `<div class="language-scorefield vp-adaptive-theme"><button class="copy"></button><span class="lang">scorefield</span><pre class="shiki"><code><span class="line"><span>scene: langevin</span></span>
<span class="line"><span>particles: 300</span></span>
<span class="line"><span>seed: 7</span></span></code></pre></div>`},
	{"Astro", `<pre class="astro-code" data-language="scorefield"><code><span class="line"><span>scene: langevin</span></span>
<span class="line"><span>particles: 300</span></span>
<span class="line"><span>seed: 7</span></span></code></pre>`},
	{"Docusaurus", `<div class="language-scorefield codeBlockContainer_abc"><div class="codeBlockContent_x"><pre class="prism-code language-scorefield"><code class="codeBlockLines_y"><span class="token-line">scene: langevin<br></span><span class="token-line">particles: 300<br></span><span class="token-line">seed: 7<br></span></code></pre></div></div>`},
	{"no language at all", `<pre><code>scene = langevin
particles = 300
seed = 7</code></pre>`},
}

// TestFencesOfGenerators: each becomes one figure with its settings, and nothing
// of what the highlighter put around it stays.
func TestFencesOfGenerators(t *testing.T) {
	body := ""
	for _, b := range blocks {
		body += `<section>` + b.html + `</section>`
	}
	// these stay what they are
	p := open(t, body+`<aside><pre><code class="language-yaml">scene: langevin</code></pre><div class="language-yaml"><pre class="shiki"><code>scene: langevin</code></pre></div>
<figure class="highlight yaml"><pre>scene: langevin</pre></figure><pre data-language="yaml"><code>scene: langevin</code></pre><pre><code>scene: kitchen
act: 1</code></pre><pre>about
scene: langevin</pre><table><tr><td><pre>x: 1</pre></td></tr></table></aside>`)
	p.until("document.querySelector('score-field')")
	if n := eval[int](p, "document.querySelectorAll('aside score-field').length"); n > 0 {
		t.Errorf("%d other blocks became figures", n)
	}
	for i, b := range blocks {
		got := eval[string](p, fmt.Sprintf(`((s) => [...s.children].map((f) => f.localName + ' ' + ['scene', 'particles', 'seed'].map((a) => f.getAttribute?.(a)).join(' ')).join('; '))(document.querySelectorAll('section')[%d])`, i))
		if got != "score-field langevin 300 7" {
			t.Errorf("%s: %s", b.name, got)
		}
	}
}

// TestFencesOnRequest: the script's tag says whether blocks are left to the page,
// or rendered when they come later too.
func TestFencesOnRequest(t *testing.T) {
	for tag, want := range map[string]int{"": 1, ` data-fences="off"`: 0, ` data-fences="watch"`: 3} {
		h := host{head: `<script src="scorefield.js"` + tag + ` defer></script>`, body: `<main>` + blocks[0].html + `</main>`}
		address, _ := h.server(t)
		p := newTab(t)
		p.visit(address)
		p.until("window.scorefield?.autoRender && document.readyState === 'complete'")
		eval[any](p, "void document.querySelector('main').insertAdjacentHTML('beforeend', `"+blocks[4].html+"` + `<div>"+blocks[6].html+"</div>`)")
		p.frames(3)
		if n := eval[int](p, "document.querySelectorAll('score-field').length"); n != want {
			t.Errorf("%q: %d figures, want %d", tag, n, want)
		}
	}
}
