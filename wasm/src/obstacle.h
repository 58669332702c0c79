#pragma once

#include "far_clearance.h"

#include <cstdint>
#include <vector>

namespace postop
{

/// How far a point is from what blocks, in voxels (negative inside), and by how much a thin or concave wall was thickened for that (else 0).
struct Clearance
{
  double distance;
  double thickening;
};

/**
 * What paths may not enter, from its signed distance at the voxels. A wall thinner than two voxels leaves no trace in the interpolated
 * field: both its faces lie between two voxels that are outside. So near the surface the distance is rebuilt from tangent planes: each
 * voxel knows its distance and the direction to the nearest face, and the greatest of the eight planes round a point is exact for walls
 * that are flat or convex (a slab of any thickness, its edges too). Where the blocking side is concave (in a hole), a plane is bent down to
 * what its neighbours know; where there is no plane, interpolation bounds it.
 */
class Obstacle
{
public:
  Obstacle(const float * blocked, const Lattice & lattice, const std::vector<uint8_t> & isWanted)
    : m_field(blocked, lattice)
    , m_far(blocked, lattice)
    , m_voxelsPerMm(1 / lattice.h())
    , m_plane(lattice.Count(), -1)
  {
    int    index[3];
    size_t offset = 0;
    for (index[2] = 0; index[2] < lattice.n[2]; ++index[2])
      for (index[1] = 0; index[1] < lattice.n[1]; ++index[1])
        for (index[0] = 0; index[0] < lattice.n[0]; ++index[0], ++offset)
          if (isWanted[offset] && std::fabs(At(offset)) < nearVoxels)
          {
            m_plane[offset] = static_cast<int32_t>(m_planes.size());
            m_planes.push_back(MakePlane(offset, index));
          }
  }

  /// The signed distance at a voxel, in voxels.
  double At(size_t offset) const { return m_field[offset] * m_voxelsPerMm; }

  /// A lower bound of a voxel's distance, in voxels: its own value where that is near.
  double AtLeast(size_t offset, const IndexPoint & point) const { return AtLeast(At(offset), point); }

  Clearance ClearanceAt(const IndexPoint & point) const
  {
    const Cell   cell = m_field.CellAt(point);
    const double interpolated = m_field.Value(cell) * m_voxelsPerMm;
    if (!std::isfinite(interpolated))
      return { 0, 0 };
    if (!(std::fabs(interpolated) < nearVoxels))
      return { AtLeast(interpolated, point), 0 };
    double        greatest = -1e30;
    const Plane * planes[8];
    int           count = 0;
    IndexPoint    sum = { { 0, 0, 0 } };
    bool          isCrest = false;
    bool          isHollow = false;
    double        bend = 0;
    for (int corner = 0; corner < 8; ++corner)
    {
      const size_t     offset = m_field.Corner(cell, corner);
      const IndexPoint away = cell.place - CornerPlace(corner);
      const int32_t    number = m_plane[offset];
      if (number < 0 || m_planes[number].kind != Kind::plane)
        greatest = std::max(greatest, At(offset) - Length(away));
      if (number < 0)
        continue;
      const Plane & plane = m_planes[number];
      isCrest = isCrest || plane.kind == Kind::crest || plane.kind == Kind::unknown;
      isHollow = isHollow || (plane.isHollow && plane.kind != Kind::plane);
      if (plane.kind != Kind::plane)
        continue;
      const double height = Dot(plane.slope, away);
      const double bent = height - plane.bend * (Dot(away, away) - height * height) / 2;
      greatest = std::max(greatest, At(offset) + std::max(bent, -Length(away)));
      bend = std::max(bend, plane.bend);
      sum = sum + plane.slope;
      planes[count++] = &plane;
    }
    for (int number = 0; number < count && !isCrest; ++number)
      isCrest = Dot(planes[number]->slope, sum) < 0;
    if (isHollow)
      greatest = std::min(greatest, interpolated);
    const double thickening = !isCrest ? std::min(crestMargin, 0.2 * bend) : greatest > 2 * leastDepth ? leastDepth : Thickening(cell);
    return { greatest - thickening, thickening };
  }

  /**
   * A point that lies in what a thin wall was thickened by, moved out of that to its own side (by a third of a voxel at most); any other
   * point as it is. The ends of lines of sight are moved so, since voxels and the target may lie right beside a thin wall.
   */
  IndexPoint MovedOut(const IndexPoint & point) const
  {
    IndexPoint moved = point;
    IndexPoint slope = { { 0, 0, 0 } };
    for (int turn = 0; turn < 2; ++turn)
    {
      const Clearance clearance = ClearanceAt(moved);
      if (clearance.distance >= 0 || clearance.distance < -clearance.thickening - onFace)
        break;
      if (turn == 0)
        slope = SlopeOfOwnFace(point);
      moved = moved + (0.01 - clearance.distance) * slope;
    }
    return moved;
  }

private:
  static constexpr double leastDepth = 0.3;   // voxels: thinner walls are given this half thickness, so that no path steps over them
  static constexpr double crestMargin = 0.05; // voxels: what thicker ones get, where both their faces are within a cell, and rims of holes
  static constexpr double onFace = 0.05;      // voxels: a point this deep still counts as on a wall's face
  static constexpr double widestScore = 1;    // voxels that a plane may rise over its neighbours, and misfit: in a hole of two voxels' radius
  static constexpr double nearVoxels = 1.8;  // the corners of a cell that a surface crosses are at most the diagonal, 1.73, away

  enum class Kind : uint8_t
  {
    plane,   // the direction to the face is known
    crest,   // in the middle of a thin wall
    hollow,  // in a corner of what does not block
    unknown  // perhaps beside a thin wall
  };

  struct Plane
  {
    IndexPoint slope; // of the distance, a voxel unit
    Kind       kind;
    bool       isHollow; // the blocking side is concave here
    double     bend;     // its curvature where it is concave, a voxel
  };

  double AtLeast(double distance, const IndexPoint & point) const
  {
    return distance < FarClearance::nearVoxels ? distance : std::max(distance, m_far.VoxelsAt(point));
  }

  /// The slope of the nearest face that a point is in front of; zero where none is known.
  IndexPoint SlopeOfOwnFace(const IndexPoint & point) const
  {
    int nearest[3];
    for (int axis = 0; axis < 3; ++axis)
      nearest[axis] = static_cast<int>(std::min(std::max(point[axis] + 0.5, 0.0), m_field.Grid().n[axis] - 1.0));
    double     greatest = -onFace;
    IndexPoint slope = { { 0, 0, 0 } };
    for (int neighbour = 0; neighbour < 27; ++neighbour)
    {
      const int at[3] = { nearest[0] + neighbour % 3 - 1, nearest[1] + neighbour / 3 % 3 - 1, nearest[2] + neighbour / 9 - 1 };
      if (!IsInside(at))
        continue;
      const size_t  offset = m_field.Grid().Offset(at[0], at[1], at[2]);
      const int32_t number = m_plane[offset];
      if (number < 0 || m_planes[number].kind != Kind::plane)
        continue;
      const IndexPoint away = point - IndexPoint{ { double(at[0]), double(at[1]), double(at[2]) } };
      const double     height = Dot(m_planes[number].slope, away);
      const double     curved = 0.12 * (Dot(away, away) - height * height); // what a wall's curvature may make of it, beside the voxel
      if (At(offset) + height - curved <= greatest)
        continue;
      greatest = At(offset) + height - curved;
      slope = m_planes[number].slope;
    }
    return slope;
  }

  static IndexPoint CornerPlace(int corner) { return { { double(corner & 1), double(corner >> 1 & 1), double(corner >> 2) } }; }

  /// What a thin wall gets on both sides: half its thickness is seen from voxels on its two faces, or from one inside.
  double Thickening(const Cell & cell) const
  {
    double depth = 0;
    for (int a = 0; a < 8; ++a)
    {
      const int32_t number = m_plane[m_field.Corner(cell, a)];
      if (number < 0)
        continue;
      depth = std::max(depth, -At(m_field.Corner(cell, a)));
      for (int b = 0; b < a; ++b)
      {
        const int32_t other = m_plane[m_field.Corner(cell, b)];
        if (other < 0 || Dot(m_planes[number].slope, m_planes[other].slope) > -0.8)
          continue;
        const IndexPoint axis = m_planes[number].slope - m_planes[other].slope;
        const double     apart = std::fabs(Dot(axis, CornerPlace(a) - CornerPlace(b))) / Length(axis);
        depth = std::max(depth, 0.5 * (apart - At(m_field.Corner(cell, a)) - At(m_field.Corner(cell, b))));
      }
    }
    return std::max(leastDepth - depth, crestMargin);
  }

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
          if (IsInside(at))
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

  bool IsInside(const int (&at)[3]) const
  {
    for (int axis = 0; axis < 3; ++axis)
      if (at[axis] < 0 || at[axis] >= m_field.Grid().n[axis])
        return false;
    return true;
  }

  /**
   * The direction to the nearest face. Along an axis on which the distance has a kink (the far side of a thin wall, an edge) its slope is
   * one of the two one-sided differences or between; of these the right ones give a length of 1, as a distance's gradient has, and a
   * plane that no neighbour lies below.
   */
  Plane MakePlane(size_t offset, const int (&index)[3]) const
  {
    const Slopes slopes = SlopesAt(offset, index);
    Plane        plane = { { { 0, 0, 0 } }, Kind::unknown, false, 0 };
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
        plane.kind = Kind::crest;
    }
    if (plane.kind == Kind::crest)
      return plane;
    if (plane.isHollow && !hasRidge)
      plane.kind = Kind::hollow;
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
      plane.kind = Kind::plane;
      plane.slope = slope;
    }
    if (plane.kind == Kind::plane)
      plane.bend = Bend(offset, index, plane.slope);
    return plane;
  }

  TrilinearField       m_field;
  FarClearance         m_far;
  double               m_voxelsPerMm;
  std::vector<int32_t> m_plane; // by voxel: number of its plane, or -1
  std::vector<Plane>   m_planes;
};

} // namespace postop
