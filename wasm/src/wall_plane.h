#pragma once

#include "trilinear.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace postop
{

/// What one voxel beside a wall knows of it.
struct WallPlane
{
  enum class Kind : uint8_t
  {
    plane,   // the direction to the face is known
    crest,   // in the middle of a thin wall
    hollow,  // in a corner of what does not block
    unknown  // perhaps beside a thin wall
  };
  IndexPoint slope; // of the distance, a voxel unit
  Kind       kind;
  bool       isHollow; // the blocking side is concave here
  double     bend;     // its curvature where it is concave, a voxel
};

inline bool IsWithin(const Lattice & grid, const int (&at)[3])
{
  for (int axis = 0; axis < 3; ++axis)
    if (at[axis] < 0 || at[axis] >= grid.n[axis])
      return false;
  return true;
}

/// Finds the planes of walls from their signed distance at the voxels. The field must outlive it.
class WallPlanes
{
public:
  WallPlanes(const TrilinearField & field, double voxelsPerMm)
    : m_field(field)
    , m_voxelsPerMm(voxelsPerMm)
  {}

  /**
   * The direction to the nearest face. Along an axis on which the distance has a kink (the far side of a thin wall, an edge) its slope is
   * one of the two one-sided differences or between; of these the right ones give a length of 1, as a distance's gradient has, and a
   * plane that no neighbour lies below.
   */
  WallPlane Make(size_t offset, const int (&index)[3]) const
  {
    const Slopes slopes = SlopesAt(offset, index);
    WallPlane    plane = { { { 0, 0, 0 } }, WallPlane::Kind::unknown, false, 0 };
    int          choices[3];
    bool         hasRidge = false;
    for (int axis = 0; axis < 3; ++axis)
    {
      const double low = slopes.low[axis];
      const double high = slopes.high[axis];
      choices[axis] = std::fabs(high - low) < 0.05 ? 1 : 3;
      plane.isHollow = plane.isHollow || high < low - 0.3;
      hasRidge = hasRidge || high > low + 0.3;
      if (low < -0.3 && high > 0.3 && std::min(-low, high) > 0.75 * std::max(-low, high))
        plane.kind = WallPlane::Kind::crest;
    }
    if (plane.kind == WallPlane::Kind::crest)
      return plane;
    if (plane.isHollow && !hasRidge)
      plane.kind = WallPlane::Kind::hollow;
    double best = widestScore;
    for (int choice = 0; choice < 27; ++choice)
    {
      const int which[3] = { choice % 3, choice / 3 % 3, choice / 9 };
      if (which[0] >= choices[0] || which[1] >= choices[1] || which[2] >= choices[2])
        continue;
      IndexPoint slope;
      for (int axis = 0; axis < 3; ++axis)
        slope[axis] = which[axis] == 0 ? 0.5 * (slopes.low[axis] + slopes.high[axis])
                                       : which[axis] == 1 ? slopes.low[axis] : slopes.high[axis];
      const double length = Length(slope);
      const double misfit = std::fabs(length - 1);
      if (!(misfit < std::min(best, 0.12)))
        continue;
      const double score = misfit + Rise(offset, index, slope);
      if (!(score < best))
        continue;
      best = score;
      plane.kind = WallPlane::Kind::plane;
      plane.slope = slope;
    }
    if (plane.kind == WallPlane::Kind::plane)
      plane.bend = Bend(offset, index, plane.slope);
    return plane;
  }

private:
  static constexpr double widestScore = 1; // voxels that a plane may rise over its neighbours, and misfit: in a hole of two voxels' radius

  double At(size_t offset) const { return m_field[offset] * m_voxelsPerMm; }

  /// The differences of the distance to lower and to higher neighbours along each axis, a voxel unit.
  struct Slopes
  {
    double low[3];
    double high[3];
  };

  Slopes SlopesAt(size_t offset, const int (&index)[3]) const
  {
    Slopes       slopes;
    const double here = At(offset);
    for (int axis = 0; axis < 3; ++axis)
    {
      const size_t stride = m_field.Stride(axis);
      const bool   hasLow = index[axis] > 0;
      const bool   hasHigh = index[axis] + 1 < m_field.Grid().n[axis];
      slopes.low[axis] = hasLow ? here - At(offset - stride) : At(offset + stride) - here;
      slopes.high[axis] = hasHigh ? At(offset + stride) - here : slopes.low[axis];
    }
    return slopes;
  }

  /// Calls `visit(neighbour offset, voxels to it)` for a voxel and its up to 26 neighbours.
  template <typename TVisit>
  void ForNeighbourhood(const int (&index)[3], TVisit visit) const
  {
    for (int k = -1; k <= 1; ++k)
      for (int j = -1; j <= 1; ++j)
        for (int i = -1; i <= 1; ++i)
        {
          const int at[3] = { index[0] + i, index[1] + j, index[2] + k };
          if (IsWithin(m_field.Grid(), at))
            visit(m_field.Grid().Offset(at[0], at[1], at[2]), IndexPoint{ { double(i), double(j), double(k) } });
        }
  }

  /// By how much a plane through a voxel rises above the distances of its 26 neighbours at most: 0 for the right one on a convex wall.
  double Rise(size_t offset, const int (&index)[3], const IndexPoint & slope) const
  {
    double rise = 0;
    ForNeighbourhood(index, [&](size_t neighbour, const IndexPoint & away) { rise = std::max(rise, At(offset) + Dot(slope, away) - At(neighbour)); });
    return rise;
  }

  /// The least curvature that brings such a plane down to all neighbours beside the voxel: of a hole's wall, 1 / radius.
  double Bend(size_t offset, const int (&index)[3], const IndexPoint & slope) const
  {
    constexpr double leastLateral = 0.5; // squared: a neighbour along the slope says nothing of a bend
    double           bend = 0;
    ForNeighbourhood(index, [&](size_t neighbour, const IndexPoint & away) {
      const double height = Dot(slope, away);
      const double lateral = Dot(away, away) - height * height;
      if (lateral > leastLateral)
        bend = std::max(bend, 2 * (At(offset) + height - At(neighbour)) / lateral);
    });
    return bend;
  }

  const TrilinearField & m_field;
  double                 m_voxelsPerMm;
};

} // namespace postop
