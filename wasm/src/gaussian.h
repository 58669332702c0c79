#pragma once

#include "lattice.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace postop
{

/// Weights of a sampled Gaussian at 0, 1, 2, ... voxels, out to three and a half sigma; their two-sided sum is 1.
/// exp() differs between maths libraries in the last bit, so the powers of exp(-1/2) are built up by multiplication:
/// w(t) = q^(t^2) with q = exp(-spacing^2 / (2 sigma^2)), and q by its own series.
inline std::vector<float> GaussianWeights(double sigmaMm, double spacingMm)
{
  const double x = -0.5 * (spacingMm / sigmaMm) * (spacingMm / sigmaMm) / 1024.0;
  double       q = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
  for (int squarings = 0; squarings < 10; ++squarings)
    q *= q;
  const int           radius = std::max(1, static_cast<int>(3.5 * sigmaMm / spacingMm + 0.5));
  std::vector<double> weights(1, 1.0);
  double              step = q; // w(t + 1) / w(t) = q^(2 t + 1)
  double              sum = 1.0;
  for (int t = 1; t <= radius; ++t)
  {
    weights.push_back(weights.back() * step);
    step *= q * q;
    sum += 2.0 * weights.back();
  }
  std::vector<float> normalised;
  for (const double weight : weights)
    normalised.push_back(static_cast<float>(weight / sum));
  return normalised;
}

/// out += weight * (a + b), one row; a loop that the compiler turns into SIMD.
inline void AddWeighted(float * __restrict out, const float * a, const float * b, float weight, int count)
{
  for (int i = 0; i < count; ++i)
    out[i] += weight * (a[i] + b[i]);
}

/// Convolves with a Gaussian along the axes one after another, in place; the border voxels are repeated outwards.
/// A linear field stays as it is. Cost: 3 passes of about 3.5 sigma / spacing multiply-adds a voxel.
inline void SmoothGaussian(std::vector<float> & field, const Lattice & lattice, double sigmaMm)
{
  const int          ni = lattice.n[0];
  std::vector<float> plane, padded;
  { // along i: each row is copied with its ends repeated
    const auto weights = GaussianWeights(sigmaMm, lattice.spacing[0]);
    const int  radius = static_cast<int>(weights.size()) - 1;
    padded.resize(ni + 2 * radius);
    for (size_t row = 0; row < field.size(); row += ni)
    {
      std::fill_n(padded.begin(), radius, field[row]);
      std::memcpy(&padded[radius], &field[row], sizeof(float) * ni);
      std::fill_n(padded.begin() + radius + ni, radius, field[row + ni - 1]);
      for (int i = 0; i < ni; ++i)
        field[row + i] = weights[0] * padded[radius + i];
      for (int t = 1; t <= radius; ++t)
        AddWeighted(&field[row], &padded[radius - t], &padded[radius + t], weights[t], ni);
    }
  }
  for (int axis = 1; axis < 3; ++axis)
  { // along j or k: one slab of rows at a time, a row being the unit of SIMD
    const auto   weights = GaussianWeights(sigmaMm, lattice.spacing[axis]);
    const int    radius = static_cast<int>(weights.size()) - 1;
    const int    count = lattice.n[axis];
    const int    slabs = axis == 1 ? lattice.n[2] : lattice.n[1];
    const size_t step = axis == 1 ? ni : static_cast<size_t>(ni) * lattice.n[1];
    plane.resize(static_cast<size_t>(ni) * count);
    for (int slab = 0; slab < slabs; ++slab)
    {
      float * const first = &field[axis == 1 ? lattice.Offset(0, 0, slab) : lattice.Offset(0, slab, 0)];
      for (int c = 0; c < count; ++c)
        std::memcpy(&plane[static_cast<size_t>(c) * ni], first + c * step, sizeof(float) * ni);
      for (int c = 0; c < count; ++c)
      {
        float * const       out = first + c * step;
        const float * const centre = &plane[static_cast<size_t>(c) * ni];
        for (int i = 0; i < ni; ++i)
          out[i] = weights[0] * centre[i];
        for (int t = 1; t <= radius; ++t)
          AddWeighted(out,
                      &plane[static_cast<size_t>(std::max(c - t, 0)) * ni],
                      &plane[static_cast<size_t>(std::min(c + t, count - 1)) * ni],
                      weights[t],
                      ni);
      }
    }
  }
}

} // namespace postop
