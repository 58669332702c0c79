#pragma once

#include "sight_line.h"

namespace postop
{

/// A point where a shortest path turns round an edge; `length` is the path's from there to the target. All in voxels.
struct Bend
{
  IndexPoint point;
  double     length;
};

/// Pieces of shortest paths from a target round what blocks. Points and lengths in voxels; the target's distance is given in mm.
class TautPath
{
public:
  TautPath(const TrilinearField & target, const Obstacle & obstacle, double h)
    : m_target(target)
    , m_obstacle(obstacle)
    , m_h(h)
  {}

  double Euclidean(size_t offset) const { return m_target[offset] / m_h; }

  /// Whether the straight line from a voxel outside what blocks to its closest target point is free.
  bool IsLitVoxel(size_t offset, const IndexPoint & point) const
  {
    const double distance = Euclidean(offset);
    if (distance <= 0 || m_obstacle.AtLeast(offset, point) > distance)
      return true;
    const int        index[3] = { int(point[0]), int(point[1]), int(point[2]) };
    const IndexPoint gradient = (1 / m_h) * m_target.GradientAtVoxel(offset, index);
    const double     squared = Dot(gradient, gradient);
    if (squared > 0.8 && IsLit(point, distance, gradient))
      return true;
    return squared < 0.95 && IsLitOnRidge(offset, point, index);
  }

  /**
   * A turn between `from` and a free path at `turn`, which goes on to an earlier turn or (null) straight to the target, pulled taut:
   * towards the chord, along the path, towards the chord again.
   */
  Bend MakeBend(const IndexPoint & from, IndexPoint turn, const Bend * earlier) const
  {
    if (earlier == nullptr && Euclidean(turn) <= 0)
      return { NearestStart(from, turn), 0 };
    turn = Pull(from, turn, OnSegment(from, Anchor(turn, earlier), turn), earlier);
    turn = Pull(from, turn, Anchor(turn, earlier), earlier);
    turn = Pull(from, turn, OnSegment(from, Anchor(turn, earlier), turn), earlier);
    const double direct = std::max(Euclidean(turn), 0.0);
    if (earlier == nullptr)
      return { turn, direct };
    const double length = earlier->length + Length(turn - earlier->point);
    const bool   isDirect = direct < length - 1e-3 && IsTargetFree(m_obstacle, turn, ClosestTargetPoint(turn));
    return { turn, isDirect ? direct : length };
  }

private:
  double Euclidean(const IndexPoint & point) const { return m_target.Value(point) / m_h; }

  bool IsLit(const IndexPoint & point, double distance, const IndexPoint & gradient) const
  {
    const double length = Length(gradient);
    return length > 0 && IsTargetFree(m_obstacle, m_obstacle.MovedOut(point), point - (distance / length) * gradient);
  }

  /// The target's closest point to a sub-voxel one.
  IndexPoint ClosestTargetPoint(const IndexPoint & point) const
  {
    const double     distance = std::max(Euclidean(point), 0.0);
    const IndexPoint gradient = m_target.Gradient(point);
    const double     length = Length(gradient);
    return length > 0 ? point - (distance / length) * gradient : point;
  }

  /// Where two parts of the target are equally far, the gradient is neither's: tries the one-sided ones that could be.
  bool IsLitOnRidge(size_t offset, const IndexPoint & point, const int (&index)[3]) const
  {
    for (int sides = 0; sides < 8; ++sides)
    {
      IndexPoint gradient = { { 0, 0, 0 } };
      for (int axis = 0; axis < 3; ++axis)
      {
        const bool high = index[axis] == 0 || ((sides >> axis & 1) && index[axis] + 1 < m_target.Grid().n[axis]);
        const size_t stride = m_target.Stride(axis);
        gradient[axis] = high ? Euclidean(offset + stride) - Euclidean(offset) : Euclidean(offset) - Euclidean(offset - stride);
      }
      const double length = Length(gradient);
      if (length > 0.93 && length < 1.07 && IsLit(point, Euclidean(offset), gradient))
        return true;
    }
    return false;
  }

  /// The next fixed point of a path behind a turn: the earlier turn, or the closest point of the target.
  IndexPoint Anchor(const IndexPoint & turn, const Bend * earlier) const
  {
    return earlier == nullptr ? ClosestTargetPoint(turn) : earlier->point;
  }

  bool IsFreeTurn(const IndexPoint & from, const IndexPoint & turn, const Bend * earlier) const
  {
    if (!IsFree(m_obstacle, from, turn))
      return false;
    return earlier == nullptr ? IsTargetFree(m_obstacle, turn, ClosestTargetPoint(turn)) : IsFree(m_obstacle, turn, earlier->point);
  }

  /// Moves a turn towards `goal` as far as the path stays free.
  IndexPoint Pull(const IndexPoint & from, const IndexPoint & turn, const IndexPoint & goal, const Bend * earlier) const
  {
    if (IsFreeTurn(from, goal, earlier))
      return goal;
    double free = 0;
    double step = 0.5;
    for (int halving = 0; halving < 5; ++halving, step *= 0.5)
      if (IsFreeTurn(from, turn + (free + step) * (goal - turn), earlier))
        free += step;
    return turn + free * (goal - turn);
  }

  static IndexPoint OnSegment(const IndexPoint & a, const IndexPoint & b, const IndexPoint & near)
  {
    const IndexPoint way = b - a;
    const double     squared = Dot(way, way);
    const double     fraction = squared > 0 ? Dot(near - a, way) / squared : 0;
    return a + std::min(std::max(fraction, 0.0), 1.0) * way;
  }

  /// Moves a point of the target to its surface and along that towards `from`, as far as it is seen from there: to an organ's edge, say.
  IndexPoint NearestStart(const IndexPoint & from, IndexPoint start) const
  {
    for (double step = 0.5; step > 0.02; step *= 0.5)
    {
      const IndexPoint further = start + step * (from - start);
      if (Euclidean(further) <= 0 && IsFree(m_obstacle, from, further))
        start = further;
    }
    for (double step = 1; step > 0.1;)
    {
      const IndexPoint gradient = m_target.Gradient(start);
      const double     squared = Dot(gradient, gradient);
      if (!(squared > 0))
        break;
      const IndexPoint way = from - start;
      IndexPoint       next = start + step * (way - (Dot(way, gradient) / squared) * gradient);
      next = next - (m_target.Value(next) / squared) * gradient;
      if (Length(from - next) < Length(way) - 0.01 && IsFree(m_obstacle, from, next))
        start = next;
      else
        step *= 0.5;
    }
    return start;
  }

  const TrilinearField & m_target;
  const Obstacle &       m_obstacle;
  double                 m_h;
};

} // namespace postop
