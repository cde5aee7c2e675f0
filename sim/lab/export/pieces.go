package export

// random is the generator of sim and sim/internal/vec: SplitMix64 for keys, a
// 32-bit hash for counters, Box and Muller for normal numbers.
const random = `import sys
import numpy as np

# ── Random numbers are a function of (seed, purpose, step, particle) ──

M64, GOLDEN = (1 << 64) - 1, 0x9e3779b97f4a7c15
TRAINING, START, NOISE, TEST, REPORT, INIT = range(6)  # purposes


def mix(z):
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 & M64
    z = (z ^ z >> 27) * 0x94d049bb133111eb & M64
    return z ^ z >> 31


def new_key(seed):
    return mix(seed + GOLDEN & M64)


def sub(key, *path):
    for n in path:
        key = mix(key + (n + 1) * GOLDEN & M64)
    return key


def u32(v):
    return np.array([v & 0xffffffff], np.uint32)


def hash32(x):
    x = (x ^ x >> u32(16)) * u32(0x7feb352d)
    x = (x ^ x >> u32(15)) * u32(0x846ca68b)
    return x ^ x >> u32(16)


def counters(first, n):
    return np.arange(first, first + n, dtype=np.uint64).astype(np.uint32)


def unit(h):
    return ((h >> u32(9)).astype(float) + 0.5) / (1 << 23)


def uniform(key, first, n):
    """n numbers in (0, 1)."""
    return unit(hash32(hash32(counters(first, n) ^ u32(key)) + u32(key >> 32)))


def normal(key, first, n):
    """n points of N(0, I) in the plane."""
    k2 = hash32(u32(key) ^ u32(0x9e3779b9)) + hash32(u32(key >> 32))
    t = hash32(counters(first, n) ^ u32(key))
    r = np.sqrt(-2 * np.log(unit(hash32(t + u32(key >> 32)))))
    turn = 2 * np.pi * (hash32(t ^ k2) >> u32(9)).astype(float) / (1 << 23)
    return np.stack([r * np.cos(turn), r * np.sin(turn)], axis=1)


class Report:
    """Numbers beside those that were shown."""

    def __init__(self):
        self.held = True

    def number(self, name, value, shown, tolerance):
        ok = abs(value - shown) <= tolerance
        self.held = self.held and ok
        print(f"{name}: {value:.6g} (shown {shown:.6g}, within {tolerance:.2g}: {'yes' if ok else 'NO'})")

    def end(self):
        sys.exit(0 if self.held else 1)
`

// mixture is a sum of Gaussians, smoothed: density.Mixture and density.Data in
// the plane.
const mixture = `
# ── A sum of Gaussians; smoothed by σ, every covariance has σ²I more ──


class Mixture:
    def __init__(self, rows):
        rows = np.array(rows, float)
        self.w = rows[:, 0] / rows[:, 0].sum()
        self.mean, self.cov = rows[:, 1:3], rows[:, 3:6]

    def terms(self, x, sigma):
        """log(w N) of every component at the points x (n×2), and its score."""
        a, b, c = np.maximum(self.cov[:, 0] + sigma**2, 1e-6), self.cov[:, 1], np.maximum(self.cov[:, 2] + sigma**2, 1e-6)
        det = a * c - b * b
        dx, dy = (x[:, None, i] - self.mean[None, :, i] for i in (0, 1))
        sx, sy = -(c * dx - b * dy) / det, -(a * dy - b * dx) / det
        log = np.log(np.maximum(self.w, 1e-300)) - np.log(2 * np.pi) - np.log(det) / 2 + (dx * sx + dy * sy) / 2
        return log, sx, sy

    def log_and_score(self, x, sigma):
        """log p_σ and its gradient: the components' scores, weighted by how likely each is."""
        log_p, score = np.empty(len(x)), np.empty((len(x), 2))
        for lo in range(0, len(x), 1024):
            part = slice(lo, lo + 1024)
            log, sx, sy = self.terms(x[part], sigma)
            top = log.max(axis=1, keepdims=True)
            r = np.exp(log - top)
            total = r.sum(axis=1)
            log_p[part] = top[:, 0] + np.log(total)
            score[part] = np.stack([(r * sx).sum(axis=1) / total, (r * sy).sum(axis=1) / total], axis=1)
        return log_p, score

    def score(self, x, sigma):
        return self.log_and_score(x, sigma)[1]

    def share(self, x, sigma):
        """The share of points whose likeliest component is the heaviest."""
        likeliest = np.concatenate([self.terms(x[lo:lo + 1024], sigma)[0].argmax(axis=1) for lo in range(0, len(x), 1024)])
        return (likeliest == self.w.argmax()).mean()

    def draw(self, key, first, n):
        u, v = uniform(sub(key, 0, 0), first, n), uniform(sub(key, 0, 1), first, n)
        total = np.cumsum(self.w)
        k = np.searchsorted(total, (u + (v - 0.5) / (1 << 23)) * total[-1], "right").clip(max=len(total) - 1)
        z = normal(sub(key, 2, 0), first, n)
        a, b, c = self.cov[k].T
        root = np.sqrt(a)
        slope = np.divide(b, root, out=np.zeros_like(b), where=root > 0)
        return self.mean[k] + np.stack([root * z[:, 0], slope * z[:, 0] + np.sqrt(np.maximum(c - slope**2, 0)) * z[:, 1]], axis=1)

    def moments(self):
        mean = self.w @ self.mean
        d = self.mean - mean
        cov = np.einsum("k,ki,kj->ij", self.w, d, d)
        a, b, c = self.w @ self.cov
        return mean, cov + np.array([[a, b], [b, c]])`

// samplers are the kernels of langevin.
const samplers = `
noise_key = sub(new_key(seed), NOISE)
ladder = sigma_min * (sigma_max / sigma_min) ** (np.arange(levels) / max(levels - 1, 1))
ladder[-1] = sigma_max
REVERSALS = ("sde", "ode-euler", "ode-heun")


# ── The forward process x_t = α x + σ z, and dx = f x dt + g dw ──


def alpha_sigma(t):
    if schedule == "ve":
        return 1.0, sigma_min * (sigma_max / sigma_min) ** t
    integral = 0.1 * t + 0.5 * t * t * 19.9  # of β from 0.1 to 20
    return np.exp(-integral / 2), np.sqrt(-np.expm1(-integral))


def drift_diffusion(t):
    if schedule == "ve":
        return 0.0, alpha_sigma(t)[1] * np.sqrt(2 * np.log(sigma_max / sigma_min))
    beta = 0.1 + t * 19.9
    return -beta / 2, np.sqrt(beta)


def time(k):
    end = 1e-3 if schedule == "vp" else 0.0
    return end if k >= solver_steps else 1 - k * (1 - end) / solver_steps


def score_at(x, t):
    a, s = alpha_sigma(t)
    return p.score(x / a, s / a) / a


def slope(x, t):
    """Of the probability flow: f x − ½ g² s."""
    f, g = drift_diffusion(t)
    return f * x - g * g / 2 * score_at(x, t)


def start(name):
    key = sub(new_key(seed), START)
    if name in REVERSALS:  # the Gaussian at the end of the forward process
        mean, cov = p.moments()
        a, s = alpha_sigma(1.0)
        root = np.linalg.cholesky(a * a * cov + s * s * np.eye(2))
        return a * mean + normal(sub(key, 0), 0, particles) @ root.T
    if start_law == "normal":
        return start_width * normal(sub(key, 0), 0, particles)
    if start_law == "data":
        return p.draw(key, 0, particles)
    return start_width * (2 * np.stack([uniform(sub(key, j), 0, particles) for j in (0, 1)], axis=1) - 1)


# ── The samplers: a step each ──


def langevin(x, s, eps, z):
    """x ← x + ε s(x) + √(2ε) z"""
    return x + eps * s + np.sqrt(2 * eps) * z


def run(name, k):
    """Run k of the two that are compared."""
    settings = dict(epsilon=epsilon, versus_epsilon=versus_epsilon, noise=noise, sigma=sigma, friction=friction)
    x = start(name)
    u = normal(sub(noise_key, 1 << 41, 0), 0, particles)  # velocities
    for n in range(steps):
        settings.update({key: value for at, key, value in changes if at <= n})
        eps = settings["versus_epsilon"] if k and settings["versus_epsilon"] else settings["epsilon"]
        level, h = settings["sigma"], np.sqrt(2 * eps)
        z = normal(sub(noise_key, n, 0), 0, particles) * (settings["noise"] or name in ("mala", "sde"))
        if name == "ula":
            x = langevin(x, p.score(x, level), eps, z)
        elif name == "mala":
            here, s = p.log_and_score(x, level)
            y = langevin(x, s, eps, z)
            there, t = p.log_and_score(y, level)
            back = ((y - x - eps * s) ** 2).sum(axis=1) - ((x - y - eps * t) ** 2).sum(axis=1)
            accept = np.log(uniform(sub(noise_key, n, 1 << 40), 0, particles)) < there - here + back / (4 * eps)
            x = np.where(accept[:, None], y, x)
        elif name == "underdamped":  # BAOAB with both half kicks at the start
            c = np.exp(-settings["friction"] * h)
            u = u + h * p.score(x, level)
            x = x + h / 2 * u
            u = c * u + np.sqrt(1 - c * c) * z
            x = x + h / 2 * u
        elif name == "annealed":
            if n < levels * steps_per_level:
                s_i = ladder[levels - 1 - n // steps_per_level]
                x = langevin(x, p.score(x, s_i), eps * (s_i / ladder[0]) ** 2, z)
            elif n == levels * steps_per_level and denoise:
                x = x + ladder[0] ** 2 * p.score(x, ladder[0])
        elif name == "sde":
            t, dt = time(n), time(n) - time(n + 1)
            f, g = drift_diffusion(t)
            if n < solver_steps:
                x = (1 - f * dt) * x + g * g * dt * score_at(x, t) + g * np.sqrt(dt) * z
            elif n == solver_steps and denoise:
                a, s_t = alpha_sigma(t)
                x = (x + s_t**2 * score_at(x, t)) / a
        elif n < solver_steps:  # the flow, by Euler's method or Heun's
            t, dt = time(n), time(n + 1) - time(n)
            k1 = slope(x, t)
            x = x + dt * k1 if name == "ode-euler" else x + dt / 2 * (k1 + slope(x + dt * k1, t + dt))
    return x


sigma_shown = dict([("sigma", sigma)] + [(key, value) for _, key, value in changes])["sigma"]
`

// networks are score.Net, the objectives of matching and Adam.
const networks = `

# ── The network: dense layers, with the derivative along a direction beside the value ──


def logistic(z):
    return 1 / (1 + np.exp(-np.abs(z))) * np.where(z >= 0, 1, np.exp(-np.abs(z)))


def activations(kind, z):
    """φ, φ′ and φ″."""
    q = logistic(z)
    if kind == "softplus":
        return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))), q, q * (1 - q)
    if kind == "silu":
        return z * q, q + z * q * (1 - q), q * (1 - q) * (2 + z * (1 - 2 * q))
    t = np.tanh(z)
    return t, 1 - t * t, -2 * t * (1 - t * t)


class Net:
    """s_θ(x, σ); with the noise ladder conditioned on σ as Karras et al. (2022) do it."""

    def __init__(self, key, conditional, low, high):
        self.conditional, self.low, self.high = conditional, low, high
        self.kind = {"auto": "silu" if conditional else "softplus"}.get(activation, activation)
        sizes = [11 if conditional else 2] + [units] * hidden_layers + [2]
        self.layers = []
        for l, (n, m) in enumerate(zip(sizes, sizes[1:])):
            w = (2 * uniform(sub(key, l), 0, m * (n + 1)) - 1) / np.sqrt(n)
            self.layers.append([w[:m * n].reshape(m, n), w[m * n:]])

    def eval(self, x, v, sigma):
        """s and its derivative along v (None: without), for points with the noise levels sigma."""
        self.out, skip, scale = 1.0, 0.0, 1.0
        a, t = x, v
        if self.conditional:
            s = np.clip(sigma * np.ones(len(x)), self.low, self.high)[:, None]
            r = np.sqrt(s * s + 1)
            scale, self.out, skip = 1 / r, 1 / (s * r), -1 / (r * r)
            log = np.log(s)
            waves = [f(log / 2 * 2**k) for k in range(4) for f in (np.cos, np.sin)]
            a = np.concatenate([x * scale, log / 4] + waves, axis=1)
            t = None if v is None else np.concatenate([v * scale, np.zeros((len(x), 9))], axis=1)
        self.tape = []
        for l, (w, b) in enumerate(self.layers):
            z, zt = a @ w.T + b, None if t is None else t @ w.T
            last = l == len(self.layers) - 1
            f, d1, d2 = (z, 1.0, 0.0) if last else activations(self.kind, z)
            self.tape.append((a, t, zt, d1, d2))
            a, t = f, None if t is None else d1 * zt
        return skip * x + self.out * a, None if v is None else skip * v + self.out * t

    def grad(self, ds, dt):
        """The gradient of a loss whose derivatives by s and by its derivative are ds and dt."""
        g, gt = ds * self.out, None if dt is None else dt * self.out
        grads = []
        for (w, _), (a, t, zt, d1, d2) in zip(self.layers[::-1], self.tape[::-1]):
            gz, gzt = g * d1, None
            if gt is not None:
                gz, gzt = gz + gt * d2 * zt, gt * d1
            dw = gz.T @ a
            if gzt is not None:
                dw = dw + gzt.T @ t
            grads.append([dw, gz.sum(axis=0)])
            g, gt = gz @ w, None if gzt is None else gzt @ w
        return grads[::-1]


def add(grads, more):
    return more if grads is None else [[a + c, b + d] for (a, b), (c, d) in zip(grads, more)]


# ── The objectives: loss and gradient on a batch ──


def loss_and_gradient(net, objective, x, directions, sigma, at):
    n = len(x)
    if objective in ("denoising", "ladder"):
        z, s_i = directions[0], sigma[:, None]
        weight = s_i**2 if objective == "ladder" else 1.0
        s, _ = net.eval(x + s_i * z, None, sigma)
        r = s + z / s_i
        return (weight * r * r).sum() / (2 * n), net.grad(weight * r / n, None)
    if objective == "explicit":
        s, _ = net.eval(x, None, sigma)
        r = s - p.score(x, at)
        return (r * r).sum() / (2 * n), net.grad(r / n, None)
    loss, grads = 0.0, None
    if objective == "implicit":
        for j in (0, 1):
            e = np.zeros((n, 2))
            e[:, j] = 1
            s, t = net.eval(x, e, sigma)
            loss += t[:, j].sum() / n + (s * s).sum() / (2 * n) * (j == 0)
            grads = add(grads, net.grad(s / n * (j == 0), e / n))
        return loss, grads
    m = n * len(directions)
    for v in directions:
        s, t = net.eval(x, v, sigma)
        along = (v * s).sum(axis=1, keepdims=True)
        loss += ((v * t).sum() + ((s * s).sum() if objective == "sliced-vr" else (along * along).sum()) / 2) / m
        grads = add(grads, net.grad((s if objective == "sliced-vr" else along * v) / m, v / m))
    return loss, grads


def draw_directions(key, first):
    if projection == "rademacher":
        return np.stack([np.where(uniform(sub(key, j), first, batch) < 0.5, -1.0, 1.0) for j in (0, 1)], axis=1)
    v = normal(sub(key, 0), first, batch)
    return v if projection == "gaussian" else v * np.sqrt(2 / np.maximum((v * v).sum(axis=1, keepdims=True), 1e-30))


# ── Training by Adam, and what it is measured by ──


def learning_rate(n):
    """Constant, or half a cosine down to 0 with a linear rise at the start."""
    if not rate_steps:
        return rate
    rise = max(min(rate_steps // 10, 100), 1)
    return rate * (1 + np.cos(np.pi * min(n / rate_steps, 1))) / 2 * min((n + 1) / rise, 1)


def train(objective):
    key = sub(new_key(seed), TRAINING)
    at = training_sigma if objective == "denoising" or race else sigma_min if objective == "ladder" else 0.0
    low, high = sigma_min, sigma_max
    if race:
        low, high = min(low, training_sigma), max(high, training_sigma)
    net = Net(sub(new_key(seed), INIT), objective == "ladder", min(low, 0.01), max(high, 50))
    ladder = low * (high / low) ** (np.arange(levels) / max(levels - 1, 1))
    ladder[-1] = high
    m = [[np.zeros_like(a) for a in layer] for layer in net.layers]
    v = [[np.zeros_like(a) for a in layer] for layer in net.layers]
    mean = [[a.copy() for a in layer] for layer in net.layers]
    test = p.draw(sub(new_key(TEST), 0), 0, 2000) + at * normal(sub(new_key(TEST), 1, 0), 0, 2000)
    grid = np.linspace(-8, 8, 33)
    lattice = np.stack(np.meshgrid(grid, grid), axis=2).reshape(-1, 2)
    losses, measured = [], (np.nan, np.nan, np.nan)

    def measure():
        weights, net.layers = net.layers, mean if averaging else net.layers
        e, over = (((net.eval(q, None, at)[0] - p.score(q, at)) ** 2).sum(axis=1).mean() for q in (test, lattice))
        net.layers = weights
        return np.mean(losses) if losses else np.nan, e / 2, np.sqrt(over)

    measured = measure()
    for n in range(steps):
        first = n * batch
        x = p.draw(sub(key, 0), first, batch)
        if objective in ("denoising", "ladder"):
            directions = [normal(sub(key, 1, 0, 0), first, batch)]
        else:
            directions = [draw_directions(sub(key, 1, k), first) for k in range(projections)]
        if objective == "ladder":
            spread = (np.uint64(sub(key, 2) & 0xffffffff) + counters(first, batch).astype(np.uint64) * np.uint64(2654435769)) % np.uint64(1 << 32)
            sigma = ladder[(spread * np.uint64(levels) >> np.uint64(32)).astype(int)]
        else:
            sigma = at * np.ones(batch)
            if at > 0 and objective != "denoising":
                x = x + at * normal(sub(key, 3, 0), first, batch)
        loss, grads = loss_and_gradient(net, objective, x, directions, sigma, at)
        losses.append(loss)
        c1, c2 = learning_rate(n) / (1 - 0.9 ** (n + 1)), 1 / np.sqrt(1 - 0.999 ** (n + 1))
        keep = min(averaging, (2 + n) / (11 + n))
        for l, layer in enumerate(net.layers):
            for i in (0, 1):
                m[l][i] = 0.9 * m[l][i] + 0.1 * grads[l][i]
                v[l][i] = 0.999 * v[l][i] + 0.001 * grads[l][i] ** 2
                layer[i] = layer[i] - c1 * m[l][i] / (np.sqrt(v[l][i]) * c2 + 1e-8)
                mean[l][i] = mean[l][i] + (1 - keep) * (layer[i] - mean[l][i])
        if (n + 1) % 25 == 0:
            measured, losses = measure(), []
    return measured
`
