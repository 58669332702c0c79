#pragma once

#include "taut_path.h"

#include <limits>
#include <queue>

namespace postop
{

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
    , m_path(m_target, m_obstacle, m_h)
    , m_distance(lattice.Count(), std::numeric_limits<float>::infinity())
    , m_bend(lattice.Count(), noBend)
  {}

  GeodesicSearch(const GeodesicSearch &) = delete; // m_path refers to the other members

  std::vector<float> Run()
  {
    Search(Light());
    FillWallRim();
    return std::move(m_distance);
  }

private:
  static constexpr uint32_t noBend = 0xffffffffu;
  static constexpr double   leastGain = 0.01; // voxels: shorter by less than this is not worth a search

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

  /// Sets all lit voxels; returns those with a voxel in the shadow beside them.
  std::vector<size_t> Light()
  {
    std::vector<uint8_t> isShadow(m_lattice.Count(), 0);
    std::vector<size_t>  shadow;
    for (size_t offset = 0; offset < m_lattice.Count(); ++offset)
    {
      const double distance = Euclidean(offset);
      if (!(distance <= m_limit))
        continue;
      if (distance <= 0 || (IsTissue(offset) && m_path.IsLitVoxel(offset, PointOf(offset))))
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
    const double     least = LengthOn(to, by);
    if (!(least < known - leastGain) || least > m_limit)
      return false;
    const IndexPoint point = m_obstacle.MovedOut(voxel);
    const double     moved = Length(point - voxel);
    if (number != noBend && IsFree(m_obstacle, point, m_bends[number].point))
      return Accept(to, number, m_bends[number].length + Length(point - m_bends[number].point) + moved);
    const IndexPoint before = PointOf(by);
    const double     stepped = LengthTo(by) + Length(voxel - before);
    if (stepped - slack >= known || stepped - slack > m_limit)
      return false;
    const IndexPoint movedBefore = m_obstacle.MovedOut(before);
    if (!IsFree(m_obstacle, point, movedBefore))
      return false;
    const Bend   bend = m_path.MakeBend(point, movedBefore, number == noBend ? nullptr : &m_bends[number]);
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

  /**
   * Voxels just inside what blocks take the distance of the tissue on their own side, so that the field goes on through the surface and
   * a cut there keeps its place. Tissue voxels in the shadow right on the surface, where lines of sight are hard to judge, may take a step
   * from their neighbours.
   */
  void FillWallRim()
  {
    constexpr double                      skin = 0.35;
    std::vector<std::pair<size_t, float>> rim;
    for (size_t offset = 0; offset < m_lattice.Count(); ++offset)
    {
      const double depth = -m_obstacle.At(offset);
      if (!(depth > -skin && depth <= 1) || !(Euclidean(offset) > 0) || !(Euclidean(offset) <= m_limit))
        continue;
      if (depth <= 0 && m_bend[offset] == noBend && m_distance[offset] <= m_limit * m_h)
        continue; // lit
      const double length = LengthFromOwnSide(offset, depth);
      if (length <= m_limit && length * m_h < m_distance[offset])
        rim.push_back({ offset, static_cast<float>(length * m_h) });
    }
    for (const auto & [offset, distance] : rim)
      m_distance[offset] = distance;
  }

  /**
   * The least length that the reached tissue on a voxel's own side gives it. The own side is the one of the nearer face: the steepest
   * climb out; in the very middle of a thin wall both count.
   */
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
      if (isOwnSide || isEitherSide)
        least = std::min(least, depth > 0 ? LengthOn(offset, neighbour) : LengthTo(neighbour) + Length(PointOf(neighbour) - point));
    });
    return least;
  }

  /// The path's length from the target to a voxel.
  double LengthTo(size_t offset) const { return std::max(static_cast<double>(m_distance[offset]), 0.0) / m_h; }

  /// The length to a voxel that the path of a neighbour gives when it goes straight on there.
  double LengthOn(size_t offset, size_t neighbour) const
  {
    const uint32_t number = m_bend[neighbour];
    return number == noBend ? Euclidean(offset) : m_bends[number].length + Length(PointOf(offset) - m_bends[number].point);
  }

  Lattice               m_lattice;
  double                m_h;
  double                m_limit;
  TrilinearField        m_target;
  std::vector<uint8_t>  m_isNear;
  Obstacle              m_obstacle;
  TautPath              m_path;
  std::vector<float>    m_distance; // mm
  std::vector<uint32_t> m_bend; // by voxel: number of its path's last turn
  std::vector<Bend>     m_bends;
};

/**
 * Length in mm of the shortest path from the target that does not enter what blocks. `target` and `blocked` are signed distances in mm,
 * negative inside; `blocked` must be right within three voxels, and no more than the distance further on. Inside the target it is the target's own value; +infinity beyond `limitMm` or out of reach; with nothing in the way it
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
