#!/usr/bin/env python3
"""Prints 'MODEL MILLISECONDS' for one step of each given model in PyTorch: forward, loss, backward on a batch of 50, one
thread, median CPU time; the partner of GradientTimer. Usage: pytorch.py SECONDS MODEL@HxWxC ..."""
import statistics
import sys
import time

import torch
from torch import nn

BATCH = 50


def network(name, height, width, channels):
    features = height * width * channels
    if name == "softmax-regression":
        return nn.Sequential(nn.Flatten(), nn.Linear(features, 10))
    if name == "mlp:hidden=32":
        return nn.Sequential(nn.Flatten(), nn.Linear(features, 32), nn.ReLU(), nn.Linear(32, 10))
    if name == "small-cnn":
        return nn.Sequential(
            nn.Conv2d(channels, 16, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(16), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(32), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(32 * (height // 4) * (width // 4), 10))
    if name == "paper-cnn":
        layers, inputs = [], channels
        for outputs in (64, 128):
            for _ in range(2):
                layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(outputs)]
                inputs = outputs
            layers += [nn.MaxPool2d(2), nn.Dropout(0.25)]
        return nn.Sequential(
            *layers, nn.Flatten(), nn.Linear(128 * (height // 4) * (width // 4), 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10))
    raise SystemExit(f"pytorch.py: unknown model {name}")


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    seconds = float(sys.argv[1])
    for argument in sys.argv[2:]:
        name, sizes = argument.split("@")
        height, width, channels = (int(size) for size in sizes.split("x"))
        best = None
        # The faster of PyTorch's two memory layouts.
        for layout in (torch.contiguous_format, torch.channels_last):
            model = network(name, height, width, channels).to(memory_format=layout)
            images = torch.rand(BATCH, channels, height, width).contiguous(memory_format=layout)
            labels = torch.randint(10, (BATCH,))
            loss = nn.CrossEntropyLoss()
            times, start = [], time.thread_time()
            while time.thread_time() - start < seconds / 2:
                before = time.thread_time()
                model.zero_grad()
                loss(model(images), labels).backward()
                times.append(1e3 * (time.thread_time() - before))
            median = statistics.median(times[len(times) // 3:])
            best = median if best is None else min(best, median)
        print(f"{argument} {best:.4f}", flush=True)


main()
