// How the surface runs between two planes: along the circle through the neighbouring cross sections.
//
// Shape-based interpolation (Raya & Udupa 1990, doi 10.1109/42.52980; Herman, Zheng & Bucholtz 1992,
// doi 10.1109/38.135915) takes the in-plane signed distances d_j of the cross sections at a point and interpolates them
// linearly in height: a chord. Ours joins the profile points (-d_j, height_j) by an arc, whose curvature comes from the
// planes beyond: exact for spheres, cylinders, cones and for tori on their axis, where the chord loses 4 % of a 1 cm3
// sphere on 2.5 mm slices; and the value is a distance in space, not in the plane, so that a flat cap is as sharp as a
// steep wall.
#pragma once
#include <cmath>

namespace postop
{
// A point of the profile: x = how far the boundary lies outward of the column, y = height over the point asked for (mm).
struct ProfilePoint
{
  double x, y;
};

// Curvature (1/mm) of the circle through three points in ascending order; positive where the solid bulges outward.
inline double ArcCurvature(const ProfilePoint & a, const ProfilePoint & b, const ProfilePoint & c)
{
  const double ax = b.x - a.x, ay = b.y - a.y, bx = c.x - b.x, by = c.y - b.y, cx = c.x - a.x, cy = c.y - a.y;
  const double lengths = std::sqrt((ax * ax + ay * ay) * (bx * bx + by * by) * (cx * cx + cy * cy));
  return lengths > 0 ? 2 * (ax * by - ay * bx) / lengths : 0;
}

// Of the curvatures at an interval's lower (a) and upper end (b): their geometric mean, so that a flat face beside an edge
// stays flat. Where they disagree in sign a bump ends in a groove: each speaks near its own end.
inline double AgreedCurvature(double a, double b, double share)
{
  if (a * b > 0) return (a > 0 ? 1 : -1) * std::sqrt(a * b);
  return a * b < 0 ? (1 - share) * a + share * b : 0;
}

// Signed distance of the origin to the circle of curvature k through p (below) and q (above); negative inside the solid.
inline double ArcDistance(const ProfilePoint & p, const ProfilePoint & q, double k, bool pastEnd = false)
{
  const double dx = q.x - p.x, dy = q.y - p.y, length = std::sqrt(dx * dx + dy * dy);
  // An arc of more than 60 degrees says that the planes are too far apart to tell.
  const double limit = 1 / length;
  k = k > limit ? limit : k < -limit ? -limit : k;
  const double mx = -(p.x + q.x) / 2, my = -(p.y + q.y) / 2; // from the chord's middle to the origin
  const double outward = (mx * dy - my * dx) / length;
  // Between planes the arc is the surface near the chord only: beside its ends the circle has turned away, and past the
  // circle's centre its other side would be met. Past the last plane the arc is what closes the body.
  const double far = std::fmax(std::fabs(mx * dx + my * dy) / length, k * outward < 0 ? std::fabs(outward) : 0);
  if (!pastEnd && std::fabs(k) * far > 0.5) k = k > 0 ? 0.5 / far : -0.5 / far;
  const double half = k * length / 2;
  if (pastEnd && k > 0)
  {
    // Columns deeper than the circle's centre are under its crown, not past its far side.
    const double back = std::sqrt(1 - half * half) / k;
    if ((p.x + q.x) / 2 - dy / length * back > 0) return std::fabs((p.y + q.y) / 2 + dx / length * back) - 1 / k;
  }
  const double f = k * (mx * mx + my * my - length * length / 4) + 2 * std::sqrt(1 - half * half) * outward;
  return f / (1 + std::sqrt(std::fmax(0.0, 1 + k * f)));
}
} // namespace postop
