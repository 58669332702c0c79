#pragma once

#include "lattice.h"

#include <algorithm>

namespace postop
{

/// A point or a vector in index space (voxel units along i, j, k).
struct IndexPoint
{
  double at[3];

  double operator[](int axis) const { return at[axis]; }
  double & operator[](int axis) { return at[axis]; }
};

inline IndexPoint operator+(const IndexPoint & a, const IndexPoint & b) { return { { a[0] + b[0], a[1] + b[1], a[2] + b[2] } }; }
inline IndexPoint operator-(const IndexPoint & a, const IndexPoint & b) { return { { a[0] - b[0], a[1] - b[1], a[2] - b[2] } }; }
inline IndexPoint operator*(double factor, const IndexPoint & a) { return { { factor * a[0], factor * a[1], factor * a[2] } }; }
inline double     Dot(const IndexPoint & a, const IndexPoint & b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
inline double     Length(const IndexPoint & a) { return std::sqrt(Dot(a, a)); }

/// The cell of eight voxels round a point: the offset of its lowest voxel and the point's place in it (0 to 1 an axis).
struct Cell
{
  size_t     lowest;
  IndexPoint place;
};

/// A scalar field with trilinear interpolation between voxel centres; points off the grid are moved to its edge.
class TrilinearField
{
public:
  TrilinearField(const float * values, const Lattice & lattice)
    : m_values(values)
    , m_lattice(lattice)
    , m_stride{ 1, static_cast<size_t>(lattice.n[0]), static_cast<size_t>(lattice.n[0]) * lattice.n[1] }
  {
    for (int axis = 0; axis < 3; ++axis)
      if (lattice.n[axis] < 2)
        throw std::invalid_argument("a field needs at least two voxels along every axis");
  }

  const Lattice & Grid() const { return m_lattice; }
  size_t          Stride(int axis) const { return m_stride[axis]; }
  float           operator[](size_t offset) const { return m_values[offset]; }

  Cell CellAt(const IndexPoint & point) const
  {
    Cell cell = { 0, { { 0, 0, 0 } } };
    for (int axis = 0; axis < 3; ++axis)
    {
      const double clamped = OnGrid(point[axis], axis);
      const int    low = LowerVoxel(clamped, axis);
      cell.lowest += m_stride[axis] * low;
      cell.place[axis] = clamped - low;
    }
    return cell;
  }

  /// The offset of one of a cell's eight voxels: bit `axis` of `corner` set means the higher one.
  size_t Corner(const Cell & cell, int corner) const
  {
    return cell.lowest + (corner & 1 ? m_stride[0] : 0) + (corner & 2 ? m_stride[1] : 0) + (corner & 4 ? m_stride[2] : 0);
  }

  double Value(const Cell & cell) const
  {
    const float * const v = m_values + cell.lowest;
    const size_t        y = m_stride[1];
    const size_t        z = m_stride[2];
    const double        a = cell.place[0];
    const double        b = cell.place[1];
    const double        c = cell.place[2];
    const double        v00 = v[0] + a * (v[1] - v[0]);
    const double        v10 = v[y] + a * (v[y + 1] - v[y]);
    const double        v01 = v[z] + a * (v[z + 1] - v[z]);
    const double        v11 = v[z + y] + a * (v[z + y + 1] - v[z + y]);
    const double        v0 = v00 + b * (v10 - v00);
    const double        v1 = v01 + b * (v11 - v01);
    return v0 + c * (v1 - v0);
  }

  double Value(const IndexPoint & point) const { return Value(CellAt(point)); }

  /// The gradient a voxel unit, by differences over one voxel round the point.
  IndexPoint Gradient(const IndexPoint & point) const
  {
    const Cell cell = CellAt(point);
    IndexPoint gradient = { { 0, 0, 0 } };
    for (int axis = 0; axis < 3; ++axis)
    {
      const double low = std::max(point[axis] - 0.5, 0.0);
      const double high = std::min(point[axis] + 0.5, static_cast<double>(m_lattice.n[axis] - 1));
      gradient[axis] = (ValueAlong(cell, point, axis, high) - ValueAlong(cell, point, axis, low)) / (high - low);
    }
    return gradient;
  }

  /// The gradient a voxel unit at a voxel, by central differences; one-sided at the grid's edge.
  IndexPoint GradientAtVoxel(size_t offset, const int (&index)[3]) const
  {
    IndexPoint gradient = { { 0, 0, 0 } };
    for (int axis = 0; axis < 3; ++axis)
    {
      const bool   hasLow = index[axis] > 0;
      const bool   hasHigh = index[axis] + 1 < m_lattice.n[axis];
      const double high = m_values[offset + (hasHigh ? m_stride[axis] : 0)];
      const double low = m_values[offset - (hasLow ? m_stride[axis] : 0)];
      gradient[axis] = (high - low) / (hasLow && hasHigh ? 2 : 1);
    }
    return gradient;
  }

private:
  /// The value beside a point, at `place` along one axis (off the grid: at its edge); `cell` is the point's.
  double ValueAlong(const Cell & cell, const IndexPoint & point, int axis, double place) const
  {
    const double own = OnGrid(point[axis], axis);
    const double other = OnGrid(place, axis);
    Cell         beside = cell;
    beside.lowest = beside.lowest - m_stride[axis] * LowerVoxel(own, axis) + m_stride[axis] * LowerVoxel(other, axis);
    beside.place[axis] = other - LowerVoxel(other, axis);
    return Value(beside);
  }

  double OnGrid(double place, int axis) const { return std::min(std::max(place, 0.0), static_cast<double>(m_lattice.n[axis] - 1)); }
  int    LowerVoxel(double place, int axis) const { return std::min(static_cast<int>(place), m_lattice.n[axis] - 2); }

  const float * m_values;
  Lattice       m_lattice;
  size_t        m_stride[3];
};

} // namespace postop
