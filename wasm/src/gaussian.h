#pragma once

#include "block_mask.h"

#include <cstring>
#include <memory>

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

/// Values on a lattice whose rows are filled up to whole blocks; what nobody asked for is not set.
struct BlockField
{
  explicit BlockField(const Lattice & lattice)
    : rows{ lattice.n[1], lattice.n[2] }
    , rowLength(static_cast<size_t>((lattice.n[0] + BlockMask::length - 1) / BlockMask::length) * BlockMask::length)
    , values(new float[rowLength * rows[0] * rows[1]])
  {}

  float *       Row(int j, int k) { return &values[rowLength * (j + static_cast<size_t>(rows[0]) * k)]; }
  const float * Row(int j, int k) const { return const_cast<BlockField *>(this)->Row(j, k); }

  int                      rows[2];
  size_t                   rowLength;
  std::unique_ptr<float[]> values;
};

/// Convolves +-`clampMm` of a field along i where `mask` says so; `rowAt(j, k)` is where a row of it begins.
template <typename TRowAt>
void SmoothRows(const Lattice &            lattice,
                const BlockMask &          mask,
                const std::vector<float> & weights,
                TRowAt                     rowAt,
                float                      clampMm,
                BlockField &               out)
{
  constexpr int      length = BlockMask::length;
  const int          radius = static_cast<int>(weights.size()) - 1;
  const int          reach = length + 2 * radius;
  std::vector<float> padded(mask.blocks[0] * length + 2 * radius);
  for (int k = 0; k < lattice.n[2]; ++k)
    for (int j = 0; j < lattice.n[1]; ++j)
    {
      const uint8_t * const wanted = mask.Row(j, k);
      const float * const   row = rowAt(j, k);
      for (int block = 0; block < mask.blocks[0]; ++block)
      {
        if (!wanted[block])
          continue;
        float * const window = &padded[block * length];
        const int     first = block * length - radius;
        if (first >= 0 && first + reach <= lattice.n[0])
          std::memcpy(window, row + first, sizeof(float) * reach);
        else
          for (int n = 0; n < reach; ++n)
            window[n] = row[std::min(std::max(first + n, 0), lattice.n[0] - 1)];
        for (int n = 0; n < reach; ++n)
          window[n] = std::min(std::max(window[n], -clampMm), clampMm);
      }
      for (int block = 0; block < mask.blocks[0]; ++block)
      {
        if (!wanted[block])
          continue;
        const float * const centre = &padded[block * length + radius];
        float               sum[length];
        for (int n = 0; n < length; ++n)
          sum[n] = weights[0] * centre[n];
        for (int t = 1; t <= radius; ++t)
          for (int n = 0; n < length; ++n)
            sum[n] += weights[t] * (centre[n - t] + centre[n + t]);
        std::memcpy(out.Row(j, k) + block * length, sum, sizeof(sum));
      }
    }
}

/// Convolves along j (axis 1) or k (axis 2) where `mask` says so.
inline void SmoothAcross(const BlockField &         in,
                         const BlockMask &          mask,
                         int                        axis,
                         const std::vector<float> & weights,
                         BlockField &               out)
{
  constexpr int              length = BlockMask::length;
  const int                  radius = static_cast<int>(weights.size()) - 1;
  std::vector<const float *> rows(2 * radius + 1);
  for (int k = 0; k < mask.blocks[2]; ++k)
    for (int j = 0; j < mask.blocks[1]; ++j)
    {
      const uint8_t * const wanted = mask.Row(j, k);
      for (int t = -radius; t <= radius; ++t)
      {
        const int there = std::min(std::max((axis == 1 ? j : k) + t, 0), mask.blocks[axis] - 1);
        rows[radius + t] = axis == 1 ? in.Row(there, k) : in.Row(j, there);
      }
      for (int block = 0; block < mask.blocks[0]; ++block)
      {
        if (!wanted[block])
          continue;
        const int i = block * length;
        float     sum[length];
        for (int n = 0; n < length; ++n)
          sum[n] = weights[0] * rows[radius][i + n];
        for (int t = 1; t <= radius; ++t)
          for (int n = 0; n < length; ++n)
            sum[n] += weights[t] * (rows[radius - t][i + n] + rows[radius + t][i + n]);
        std::memcpy(out.Row(j, k) + i, sum, sizeof(sum));
      }
    }
}

/// A Gaussian's weights along each axis of a lattice.
struct GaussianKernel
{
  GaussianKernel(double sigmaMm, const Lattice & lattice)
    : along{ GaussianWeights(sigmaMm, lattice.spacing[0]),
             GaussianWeights(sigmaMm, lattice.spacing[1]),
             GaussianWeights(sigmaMm, lattice.spacing[2]) }
  {}

  BlockMask Reach(const BlockMask & mask, int axis) const
  {
    return mask.Grown(axis, static_cast<int>(along[axis].size()) - 1);
  }

  std::vector<float> along[3];
};

/// Convolves +-`clampMm` of a field with a Gaussian along the axes one after another; the border voxels are repeated outwards. A linear
/// field stays as it is. Only the blocks of `mask` are right afterwards. Cost: 3 passes of about 7 sigma / spacing multiply-adds a
/// voxel of them and of what they need.
template <typename TRowAt>
BlockField SmoothGaussian(const Lattice &        lattice,
                          const BlockMask &      mask,
                          const GaussianKernel & kernel,
                          TRowAt                 rowAt,
                          float                  clampMm)
{
  BlockField      a(lattice), b(lattice);
  const BlockMask beforeK = kernel.Reach(mask, 2);
  SmoothRows(lattice, kernel.Reach(beforeK, 1), kernel.along[0], rowAt, clampMm, a);
  SmoothAcross(a, beforeK, 1, kernel.along[1], b);
  SmoothAcross(b, mask, 2, kernel.along[2], a);
  return a;
}

} // namespace postop
