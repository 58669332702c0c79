#pragma once

#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace postop
{

/// A regular grid in index space: voxel (i, j, k) has offset i + n[0] * (j + n[1] * k); (0, 0, 0) is a voxel's centre.
struct Lattice
{
  int    n[3];
  double spacing[3]; // mm along i, j, k

  size_t Count() const { return static_cast<size_t>(n[0]) * n[1] * n[2]; }

  size_t Offset(int i, int j, int k) const
  {
    return static_cast<size_t>(i) + static_cast<size_t>(n[0]) * (static_cast<size_t>(j) + static_cast<size_t>(n[1]) * k);
  }

  /// The spacing in mm of an isotropic grid; throws where the axes differ by more than a millionth.
  double h() const
  {
    const double tolerance = 1e-6 * spacing[0];
    if (std::fabs(spacing[1] - spacing[0]) > tolerance || std::fabs(spacing[2] - spacing[0]) > tolerance)
      throw std::invalid_argument("this computation needs an isotropic grid");
    return spacing[0];
  }
};

} // namespace postop
