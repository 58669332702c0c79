#pragma once

#include "lattice.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace postop
{

/// Which stretches of eight voxels along i something is wanted of: fine enough to leave most of a volume out, coarse enough for SIMD.
struct BlockMask
{
  static constexpr int length = 8; // voxels of a block

  explicit BlockMask(const Lattice & lattice)
    : blocks{ (lattice.n[0] + length - 1) / length, lattice.n[1], lattice.n[2] }
    , wanted(static_cast<size_t>(blocks[0]) * blocks[1] * blocks[2], 0)
  {}

  uint8_t *       Row(int j, int k) { return &wanted[static_cast<size_t>(blocks[0]) * (j + static_cast<size_t>(blocks[1]) * k)]; }
  const uint8_t * Row(int j, int k) const { return const_cast<BlockMask *>(this)->Row(j, k); }

  /// With everything within `radius` voxels along an axis.
  BlockMask Grown(int axis, int radius) const
  {
    const int reach = axis == 0 ? (radius + length - 1) / length : radius;
    BlockMask grown = *this;
    size_t    step = 1;
    for (int inner = 0; inner < axis; ++inner)
      step *= blocks[inner];
    for (size_t at = 0; at < wanted.size(); at += step * blocks[axis])
      for (int c = 0; c < blocks[axis]; ++c)
      {
        uint8_t * const out = &grown.wanted[at + step * c];
        for (int from = std::max(c - reach, 0); from <= std::min(c + reach, blocks[axis] - 1); ++from)
        {
          const uint8_t * const in = &wanted[at + step * from];
          for (size_t n = 0; n < step; ++n)
            out[n] |= in[n];
        }
      }
    return grown;
  }

  int                  blocks[3];
  std::vector<uint8_t> wanted;
};

} // namespace postop
