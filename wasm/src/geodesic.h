#pragma once

#include "sight_line.h"

#include <limits>
#include <queue>

namespace postop
{

/// A point where a shortest path turns round an edge; `length` is the path's from there to the target. All in voxels.
struct Bend
{
  IndexPoint point;
  double     length;
};

/**
 * The computation behind `Geodesic`. Everything is in voxels.
 * A voxel is lit where the straight line to its closest target point is free: there the Euclidean distance is the answer, exactly.
 * Elsewhere the shortest path turns at edges. Dijkstra's search over the voxels in the shadow carries the last turn, not a voxel step
 * (any-angle, as in A. Nash et al., Theta*, doi 10.1613/jair.2994); a new turn is pulled taut onto the edge.
 */
class GeodesicSearch
{
public:
  GeodesicSearch(const float * target, const float * blocked, const Lattice & lattice, double limitMm)
    : m_lattice(lattice)
    , m_h(lattice.h())
    , m_limit(limitMm / lattice.h())
    , m_target(target, lattice)
    , m_isNear(WithinLimit(target, lattice, limitMm))
    , m_obstacle(blocked, lattice, m_isNear)
    , m_distance(lattice.Count(), std::numeric_limits<float>::infinity())
    , m_bend(lattice.Count(), noBend)
  {}

  std::vector<float> Run()
  {
    std::vector<size_t> shadow = Light();
    Search(shadow);
    FillWallRim();
    return std::move(m_distance);
  }

private:
  static constexpr uint32_t noBend = 0xffffffffu;
  static constexpr double   leastGain = 1e-3; // voxels: a path is replaced by a shorter one only

  struct Entry
  {
    float  distance;
    size_t offset;
    bool   operator<(const Entry & other) const
    {
      return distance > other.distance || (distance == other.distance && offset > other.offset);
    }
  };

  static std::vector<uint8_t> WithinLimit(const float * target, const Lattice & lattice, double limitMm)
  {
    std::vector<uint8_t> isNear(lattice.Count());
    const float          furthest = static_cast<float>(limitMm + 3 * lattice.h());
    for (size_t offset = 0; offset < isNear.size(); ++offset)
      isNear[offset] = target[offset] <= furthest;
    return isNear;
  }

  double Euclidean(size_t offset) const { return m_target[offset] / m_h; }
  double Euclidean(const IndexPoint & point) const { return m_target.Value(point) / m_h; }
  bool   IsTissue(size_t offset) const { return m_obstacle.At(offset) >= 0; }

  IndexPoint PointOf(size_t offset) const
  {
    const size_t row = offset / m_lattice.n[0];
    return { { double(offset % m_lattice.n[0]), double(row % m_lattice.n[1]), double(row / m_lattice.n[1]) } };
  }

  /// Calls `visit(neighbour offset)` for the up to 26 neighbours of a voxel.
  template <typename TVisit>
  void ForNeighbours(size_t offset, TVisit visit) const
  {
    const size_t row = offset / m_lattice.n[0];
    const int    at[3] = { int(offset % m_lattice.n[0]), int(row % m_lattice.n[1]), int(row / m_lattice.n[1]) };
    for (int k = std::max(at[2] - 1, 0); k <= std::min(at[2] + 1, m_lattice.n[2] - 1); ++k)
      for (int j = std::max(at[1] - 1, 0); j <= std::min(at[1] + 1, m_lattice.n[1] - 1); ++j)
        for (int i = std::max(at[0] - 1, 0); i <= std::min(at[0] + 1, m_lattice.n[0] - 1); ++i)
        {
          const size_t neighbour = m_lattice.Offset(i, j, k);
          if (neighbour != offset)
            visit(neighbour);
        }
  }

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

  bool IsLitVoxel(size_t offset) const
  {
    const double distance = Euclidean(offset);
    if (distance <= 0 || m_obstacle.At(offset) > distance)
      return true;
    const IndexPoint point = PointOf(offset);
    const int        index[3] = { int(point[0]), int(point[1]), int(point[2]) };
    const IndexPoint gradient = (1 / m_h) * m_target.GradientAtVoxel(offset, index);
    const double     squared = Dot(gradient, gradient);
    if (squared > 0.8 && IsLit(point, distance, gradient))
      return true;
    return squared < 0.95 && IsLitOnRidge(offset, point, index);
  }

  /// Where two parts of the target are equally far, the gradient is neither's: tries the one-sided ones that could be.
  bool IsLitOnRidge(size_t offset, const IndexPoint & point, const int (&index)[3]) const
  {
    for (int sides = 0; sides < 8; ++sides)
    {
      IndexPoint gradient = { { 0, 0, 0 } };
      for (int axis = 0; axis < 3; ++axis)
      {
        const bool high = index[axis] == 0 || ((sides >> axis & 1) && index[axis] + 1 < m_lattice.n[axis]);
        const size_t stride = m_target.Stride(axis);
        gradient[axis] = high ? Euclidean(offset + stride) - Euclidean(offset) : Euclidean(offset) - Euclidean(offset - stride);
      }
      const double length = Length(gradient);
      if (length > 0.93 && length < 1.07 && IsLit(point, Euclidean(offset), gradient))
        return true;
    }
    return false;
  }

  /// Sets all lit voxels; returns those that have a voxel in the shadow beside them.
  std::vector<size_t> Light()
  {
    std::vector<uint8_t> isShadow(m_lattice.Count(), 0);
    std::vector<size_t>  shadow;
    for (size_t offset = 0; offset < m_lattice.Count(); ++offset)
    {
      const double distance = Euclidean(offset);
      if (!(distance <= m_limit))
        continue;
      if (distance <= 0 || (IsTissue(offset) && IsLitVoxel(offset)))
        m_distance[offset] = m_target[offset];
      else if (IsTissue(offset))
      {
        isShadow[offset] = 1;
        shadow.push_back(offset);
      }
    }
    std::vector<uint8_t> isEdge(m_lattice.Count(), 0);
    for (const size_t offset : shadow)
      ForNeighbours(offset, [&](size_t neighbour) {
        if (!isShadow[neighbour] && IsTissue(neighbour) && m_distance[neighbour] <= m_limit * m_h)
          isEdge[neighbour] = 1;
      });
    std::vector<size_t> edge;
    for (size_t offset = 0; offset < isEdge.size(); ++offset)
      if (isEdge[offset])
        edge.push_back(offset);
    return edge;
  }

  void Search(const std::vector<size_t> & edge)
  {
    std::priority_queue<Entry> queue;
    for (const size_t offset : edge)
      queue.push({ std::max(m_distance[offset], 0.0f), offset });
    while (!queue.empty())
    {
      const Entry entry = queue.top();
      queue.pop();
      if (entry.distance > std::max(m_distance[entry.offset], 0.0f))
        continue;
      ForNeighbours(entry.offset, [&](size_t neighbour) {
        if (!IsTissue(neighbour) || !(Euclidean(neighbour) <= m_limit))
          return;
        if (m_bend[neighbour] == noBend && m_distance[neighbour] <= m_limit * m_h)
          return; // lit
        if (Relax(entry.offset, neighbour))
          queue.push({ m_distance[neighbour], neighbour });
      });
    }
  }

  /// Tries to shorten the path of voxel `to` by the one of its neighbour `by`.
  bool Relax(size_t by, size_t to)
  {
    constexpr double slack = 0.6; // voxels that pulling a turn taut gains at most, about
    const double     known = m_distance[to] / m_h;
    const IndexPoint voxel = PointOf(to);
    const uint32_t   number = m_bend[by];
    const double     least = number == noBend ? Euclidean(to) : m_bends[number].length + Length(voxel - m_bends[number].point);
    if (!(least < known - leastGain) || least > m_limit)
      return false;
    const IndexPoint point = m_obstacle.MovedOut(voxel);
    const double     moved = Length(point - voxel);
    if (number != noBend && IsFree(m_obstacle, point, m_bends[number].point))
      return Accept(to, number, m_bends[number].length + Length(point - m_bends[number].point) + moved);
    const IndexPoint before = PointOf(by);
    const double     stepped = std::max(static_cast<double>(m_distance[by]), 0.0) / m_h + Length(voxel - before);
    if (stepped - slack >= known || stepped - slack > m_limit)
      return false;
    const IndexPoint movedBefore = m_obstacle.MovedOut(before);
    if (!IsFree(m_obstacle, point, movedBefore))
      return false;
    const Bend   bend = MakeBend(point, movedBefore, number);
    const double length = bend.length + Length(point - bend.point) + moved;
    if (!(length < known - leastGain) || length > m_limit)
      return false;
    m_bends.push_back(bend);
    return Accept(to, static_cast<uint32_t>(m_bends.size() - 1), length);
  }

  bool Accept(size_t to, uint32_t number, double length)
  {
    if (!(length < m_distance[to] / m_h - leastGain) || length > m_limit)
      return false;
    m_distance[to] = static_cast<float>(length * m_h);
    m_bend[to] = number;
    return true;
  }

  /// The next fixed point of a path behind a turn: the earlier turn, or the closest point of the target.
  IndexPoint Anchor(const IndexPoint & turn, uint32_t number) const
  {
    return number == noBend ? ClosestTargetPoint(turn) : m_bends[number].point;
  }

  bool IsFreeTurn(const IndexPoint & from, const IndexPoint & turn, uint32_t number) const
  {
    return IsFree(m_obstacle, from, turn) && (number == noBend ? IsTargetFree(m_obstacle, turn, ClosestTargetPoint(turn))
                                                               : IsFree(m_obstacle, turn, m_bends[number].point));
  }

  /// Moves a turn towards `goal` as far as the path stays free.
  IndexPoint Pull(const IndexPoint & from, const IndexPoint & turn, const IndexPoint & goal, uint32_t number) const
  {
    if (IsFreeTurn(from, goal, number))
      return goal;
    double free = 0;
    double step = 0.5;
    for (int halving = 0; halving < 5; ++halving, step *= 0.5)
      if (IsFreeTurn(from, turn + (free + step) * (goal - turn), number))
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

  /// A turn between `from` and the path of the voxel at `turn`, pulled taut: towards the chord, along the path, towards the chord again.
  Bend MakeBend(const IndexPoint & from, IndexPoint turn, uint32_t number) const
  {
    if (number == noBend && Euclidean(turn) <= 0)
      return { NearestStart(from, turn), 0 };
    turn = Pull(from, turn, OnSegment(from, Anchor(turn, number), turn), number);
    turn = Pull(from, turn, Anchor(turn, number), number);
    turn = Pull(from, turn, OnSegment(from, Anchor(turn, number), turn), number);
    const double direct = std::max(Euclidean(turn), 0.0);
    if (number == noBend)
      return { turn, direct };
    const double length = m_bends[number].length + Length(turn - m_bends[number].point);
    if (direct < length - 1e-3 && IsTargetFree(m_obstacle, turn, ClosestTargetPoint(turn)))
      return { turn, direct };
    return { turn, length };
  }

  /**
   * Voxels just inside what blocks take the distance of the tissue on their own side, so that the field goes on through the surface and
   * a cut there keeps its place. Tissue voxels right on the surface that no line of sight found take a step from their neighbours. The own side is the one of the
   * nearer face: the steepest climb out. In the very middle of a thin wall both count.
   */
  void FillWallRim()
  {
    constexpr double                      skin = 0.25;
    std::vector<std::pair<size_t, float>> rim;
    for (size_t offset = 0; offset < m_lattice.Count(); ++offset)
    {
      const double depth = -m_obstacle.At(offset);
      if (!(depth > -skin && depth <= 1) || !(Euclidean(offset) > 0) || !(Euclidean(offset) <= m_limit))
        continue;
      if (depth <= 0 && m_distance[offset] <= m_limit * m_h)
        continue;
      const double length = LengthFromOwnSide(offset, depth);
      if (length <= m_limit)
        rim.push_back({ offset, static_cast<float>(length * m_h) });
    }
    for (const auto & [offset, distance] : rim)
      m_distance[offset] = distance;
  }

  double LengthFromOwnSide(size_t offset, double depth) const
  {
    const IndexPoint point = PointOf(offset);
    const double     middle = 0.15; // climbs to both sides that differ by less
    IndexPoint       out = { { 0, 0, 0 } };
    double           steepest = 0;
    auto             climb = [&](size_t neighbour) { return (m_obstacle.At(neighbour) + depth) / Length(PointOf(neighbour) - point); };
    ForNeighbours(offset, [&](size_t neighbour) {
      if (climb(neighbour) > steepest)
      {
        steepest = climb(neighbour);
        out = PointOf(neighbour) - point;
      }
    });
    double least = std::numeric_limits<double>::infinity();
    ForNeighbours(offset, [&](size_t neighbour) {
      if (!IsTissue(neighbour) || !(m_distance[neighbour] <= m_limit * m_h))
        return;
      const bool isOwnSide = Dot(PointOf(neighbour) - point, out) > 0 && (depth > 0 || climb(neighbour) > 0.3);
      const bool isEitherSide = depth > 0 && climb(neighbour) >= steepest - middle;
      if (!isOwnSide && !isEitherSide)
        return;
      if (depth <= 0)
      {
        least = std::min(least, std::max(static_cast<double>(m_distance[neighbour]), 0.0) / m_h + Length(PointOf(neighbour) - point));
        return;
      }
      const uint32_t number = m_bend[neighbour];
      least = std::min(least, number == noBend ? Euclidean(offset) : m_bends[number].length + Length(point - m_bends[number].point));
    });
    return least;
  }

  Lattice               m_lattice;
  double                m_h;
  double                m_limit;
  TrilinearField        m_target;
  std::vector<uint8_t>  m_isNear;
  Obstacle              m_obstacle;
  std::vector<float>    m_distance;
  std::vector<uint32_t> m_bend; // by voxel: number of its path's last turn
  std::vector<Bend>     m_bends;
};

/**
 * Length in mm of the shortest path from the target that does not enter what blocks. `target` and `blocked` are signed distances in mm,
 * negative inside. Inside the target it is the target's own value; +infinity beyond `limitMm` or out of reach; with nothing in the way it
 * equals the target's distance bit for bit. Voxels just inside what blocks carry on the values of the tissue beside them.
 * @throws std::invalid_argument for a grid that is not isotropic or a limit that is not positive
 */
inline void Geodesic(const float * target, const float * blocked, const Lattice & lattice, double limitMm, float * distanceMm)
{
  if (!(limitMm > 0) || !std::isfinite(limitMm))
    throw std::invalid_argument("the limit of a distance must be a positive number of mm");
  const double h = lattice.h();
  bool         isInReach = false;
  for (size_t offset = 0; offset < lattice.Count() && !isInReach; ++offset)
    isInReach = target[offset] <= limitMm + 2 * h && blocked[offset] < 2 * h;
  if (isInReach)
  {
    const std::vector<float> distance = GeodesicSearch(target, blocked, lattice, limitMm).Run();
    std::copy(distance.begin(), distance.end(), distanceMm);
    return;
  }
  for (size_t offset = 0; offset < lattice.Count(); ++offset)
    distanceMm[offset] = target[offset] <= limitMm ? target[offset] : std::numeric_limits<float>::infinity();
}

} // namespace postop
