#pragma once

#include "trilinear.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace postop
{

/**
 * How far a point is at least from what blocks, where the blocked field itself no longer says: distances between bricks of voxels.
 * Only voxels within `nearVoxels` of what blocks need a right distance; a search that strides through the open needs no more than a bound.
 */
class FarClearance
{
public:
  FarClearance(const float * blocked, const Lattice & lattice)
  {
    for (int axis = 0; axis < 3; ++axis)
      m_n[axis] = lattice.n[axis] / edge + 1;
    const float nearMm = static_cast<float>(nearVoxels * lattice.h());
    m_voxels.assign(static_cast<size_t>(m_n[0]) * m_n[1] * m_n[2], std::numeric_limits<float>::infinity());
    size_t offset = 0;
    for (int k = 0; k < lattice.n[2]; ++k)
      for (int j = 0; j < lattice.n[1]; ++j)
      {
        float * const row = &m_voxels[Brick(0, j / edge, k / edge)];
        for (int i = 0; i < lattice.n[0]; ++i, ++offset)
          if (blocked[offset] < nearMm)
            row[i / edge] = 0;
      }
    const size_t stride[3] = { 1, static_cast<size_t>(m_n[0]), static_cast<size_t>(m_n[0]) * m_n[1] };
    for (int axis = 0; axis < 3; ++axis)
      for (size_t line = 0; line < m_voxels.size(); ++line)
        if ((line / stride[axis]) % m_n[axis] == 0)
          SpreadAlong(&m_voxels[line], m_n[axis], stride[axis]);
    for (float & squared : m_voxels)
      squared = edge * std::sqrt(squared);
  }

  /// A lower bound in voxels, for a point that is `nearVoxels` or more away.
  double VoxelsAt(const IndexPoint & point) const
  {
    // The way to what blocks ends within it, or passes a voxel that is nearer than `nearVoxels`: at most 0.87 voxels beside the way.
    constexpr double beyondNear = nearVoxels - 2 * 0.87;
    int              brick[3];
    for (int axis = 0; axis < 3; ++axis)
      brick[axis] = std::min(std::max(static_cast<int>(point[axis]), 0) / edge, m_n[axis] - 1);
    return m_voxels[Brick(brick[0], brick[1], brick[2])] + beyondNear;
  }

  static constexpr double nearVoxels = 3;

private:
  static constexpr int edge = 4; // voxels

  size_t Brick(int i, int j, int k) const { return i + static_cast<size_t>(m_n[0]) * (j + static_cast<size_t>(m_n[1]) * k); }

  /// Squared distances in bricks, an axis at a time; neighbouring bricks may touch, so the first step counts nothing.
  void SpreadAlong(float * first, int count, size_t stride)
  {
    m_line.resize(count);
    for (int at = 0; at < count; ++at)
      m_line[at] = first[at * stride];
    for (int at = 0; at < count; ++at)
    {
      float least = m_line[at];
      for (int from = 0; from < count; ++from)
      {
        const float between = static_cast<float>(std::max(std::abs(from - at) - 1, 0));
        least = std::min(least, m_line[from] + between * between);
      }
      first[at * stride] = least;
    }
  }

  int                m_n[3];
  std::vector<float> m_voxels; // by brick
  std::vector<float> m_line;
};

} // namespace postop
