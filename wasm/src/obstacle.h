#pragma once

#include "far_clearance.h"
#include "wall_plane.h"

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
    const WallPlanes planes(m_field, m_voxelsPerMm);
    int              index[3];
    size_t           offset = 0;
    for (index[2] = 0; index[2] < lattice.n[2]; ++index[2])
      for (index[1] = 0; index[1] < lattice.n[1]; ++index[1])
        for (index[0] = 0; index[0] < lattice.n[0]; ++index[0], ++offset)
          if (isWanted[offset] && std::fabs(At(offset)) < nearVoxels)
          {
            m_plane[offset] = static_cast<int32_t>(m_planes.size());
            m_planes.push_back(planes.Make(offset, index));
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
    const WallPlane * planes[8];
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
      if (number < 0 || m_planes[number].kind != WallPlane::Kind::plane)
        greatest = std::max(greatest, At(offset) - Length(away));
      if (number < 0)
        continue;
      const WallPlane & plane = m_planes[number];
      isCrest = isCrest || plane.kind == WallPlane::Kind::crest || plane.kind == WallPlane::Kind::unknown;
      isHollow = isHollow || (plane.isHollow && plane.kind != WallPlane::Kind::plane);
      if (plane.kind != WallPlane::Kind::plane)
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
  static constexpr double nearVoxels = 1.8;  // the corners of a cell that a surface crosses are at most the diagonal, 1.73, away

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
      if (!IsWithin(m_field.Grid(), at))
        continue;
      const size_t  offset = m_field.Grid().Offset(at[0], at[1], at[2]);
      const int32_t number = m_plane[offset];
      if (number < 0 || m_planes[number].kind != WallPlane::Kind::plane)
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

  TrilinearField       m_field;
  FarClearance         m_far;
  double               m_voxelsPerMm;
  std::vector<int32_t> m_plane; // by voxel: number of its plane, or -1
  std::vector<WallPlane>  m_planes;
};

} // namespace postop
