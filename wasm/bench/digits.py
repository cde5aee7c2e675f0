"""PyTorch learns digits, for ./build.sh bench --peers, in one thread: the network, the steps and
the yardstick of bench.Digits (pictures.go), which says how far 500 samples are from real digits.

Prints a line of results as Go's benchmarks do.
"""

import math
import os
import subprocess
import time

import numpy
import torch

from blas import blas
from network import Digits

ALIKE, BETWEEN, MOST = 6, 250, 3000  # as pictures.go has them
BATCH, RATE, WARM_UP, AVERAGE = 128, 4e-3, 100, 0.998


class Judge:
    """wasm/bench/judge: pictures, and the distance of what weights make."""

    def __init__(self):
        self.process = subprocess.Popen(["go", "run", "./wasm/bench/judge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pictures = self.read(1 << 14, 64)

    def read(self, *shape):
        b = self.process.stdout.read(4 * math.prod(shape))
        return torch.from_numpy(numpy.frombuffer(b, "<f4").reshape(shape).copy())

    def distance(self, net):
        """The distance, after a look whether both have the same network."""
        weights = torch.cat([p.detach().flatten() for p in net.parameters()])
        self.process.stdin.write(weights.numpy().astype("<f4").tobytes())
        self.process.stdin.flush()
        distance, scores = self.read(1).item(), self.read(64, 64)
        with torch.no_grad():
            off = (net(self.pictures[:64], torch.full((64, 1), 0.5)) - scores).abs().max().item()
        assert off < 1e-3 * scores.abs().max().item(), f"another network: scores are off by {off}"
        return distance


def rate(step):
    """A part of RATE: it rises, and falls along half a cosine."""
    return min((step + 1) / WARM_UP, 1) * (1 + math.cos(math.pi * min(step / MOST, 1))) / 2


def learn(judge):
    net, mean = Digits(), Digits()
    mean.load_state_dict(net.state_dict())
    adam = torch.optim.Adam(net.parameters(), lr=RATE)
    judge.distance(net)
    seconds, steps, distance = 0.0, 0, math.inf
    while steps < MOST and distance > ALIKE:
        begin = time.perf_counter()
        for _ in range(BETWEEN):
            at = torch.randint(len(judge.pictures), (BATCH,))
            z, sigma = torch.randn(BATCH, 64), (1.2 * torch.randn(BATCH, 1) - 0.6).exp()
            for group in adam.param_groups:
                group["lr"] = RATE * rate(steps)
            adam.zero_grad()
            (sigma**2 * (net(judge.pictures[at] + sigma * z, sigma) + z / sigma) ** 2).sum(1).mean().div(2).backward()
            adam.step()
            steps += 1
            decay = min(AVERAGE, (1 + steps) / (10 + steps))
            with torch.no_grad():
                for m, p in zip(mean.parameters(), net.parameters()):
                    m.lerp_(p, 1 - decay)
        seconds += time.perf_counter() - begin
        distance = judge.distance(mean)
    return seconds, steps, distance


torch.set_num_threads(1)
torch.manual_seed(int.from_bytes(os.urandom(4), "little"))
print(f"# PyTorch {torch.__version__}, one thread, {blas()}")
seconds, steps, distance = learn(Judge())
assert distance <= ALIKE, f"after {steps} steps the distance is {distance}"
print(f"BenchmarkQuality/quality-digits@PyTorch 1 {seconds:.4g} s {steps} steps")
