"""PyTorch's training steps for ./build.sh bench --peers, in one thread: networks
of two hidden layers of 128 with softplus, Adam at 1e-3, on the toy
0.2 N((-5,-5), I) + 0.8 N((5,5), I).

Prints lines of results as Go's benchmarks do.
"""

import math
import time

import torch
from torch.nn import Linear, Sequential, Softplus

from blas import blas
from network import Digits

torch.set_num_threads(1)
torch.manual_seed(1)


def draw(n):
    """n points of the toy, n x 2."""
    heavy = (torch.rand(n, 1) < 0.8).float()
    return torch.randn(n, 2) + 10 * heavy - 5


def network(inputs):
    return Sequential(Linear(inputs, 128), Softplus(), Linear(128, 128), Softplus(), Linear(128, 2))


def sliced(net, n):
    """v.(ds/dx)v + |s|^2/2 along Gaussian directions v."""
    x, v = draw(n).requires_grad_(), torch.randn(n, 2)
    s = net(x)
    (jv,) = torch.autograd.grad((s * v).sum(), x, create_graph=True)
    return ((jv * v).sum(1) + (s * s).sum(1) / 2).mean()


def denoising(net, n, sigma=0.5):
    """|s(x + sigma z) + z/sigma|^2/2."""
    z = torch.randn(n, 2)
    return ((net(draw(n) + sigma * z) + z / sigma) ** 2).sum(1).mean() / 2


def ladder(net, n):
    """sigma^2 |s(x + sigma z, sigma) + z/sigma|^2/2, s = net/sigma, sigma log-uniform."""
    z = torch.randn(n, 2)
    log_sigma = torch.empty(n, 1).uniform_(math.log(0.1), math.log(20))
    noisy = torch.cat([draw(n) + log_sigma.exp() * z, log_sigma], 1)
    return ((net(noisy) + z) ** 2).sum(1).mean() / 2


def pictures(net, n):
    """sigma^2 |s(x + sigma z, sigma) + z/sigma|^2/2, sigma log-normal. Pixels are noise, which
    takes as long to learn from as pictures do, and less to draw."""
    x, z, sigma = 2 * torch.rand(n, 64) - 1, torch.randn(n, 64), (torch.randn(n, 1) - 0.7).exp()
    return (sigma**2 * (net(x + sigma * z, sigma) + z / sigma) ** 2).sum(1).mean() / 2


def measure(name, inputs, loss, n):
    net = network(inputs) if inputs < 64 else Digits()
    adam = torch.optim.Adam(net.parameters(), lr=1e-3)

    def step():
        adam.zero_grad()
        loss(net, n).backward()
        adam.step()

    for _ in range(20):
        step()
    rounds, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < 0.5:
        step()
        rounds += 1
    print(f"BenchmarkWork/{name}-{n}@PyTorch {rounds} {(time.perf_counter() - begin) * 1e3 / rounds:.4g} ms/step")


print(f"# PyTorch {torch.__version__}, one thread, {blas()}")
for size in 128, 512:
    measure("sliced-vr", 2, sliced, size)
    measure("denoising", 2, denoising, size)
    measure("denoising-conditional", 3, ladder, size)
measure("digits", 64, pictures, 128)
