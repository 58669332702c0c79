#pragma once

#include "memory_io.h"

#include "itkBinaryThresholdImageFilter.h"

#include <cmath>
#include <limits>

namespace postop
{

/// 1 where the value lies in [lower, upper], else 0. The bounds are float64: a float32 voxel is compared as if it were one too.
inline Image<uint8_t>::Pointer Threshold(Image<float> * image, double lower, double upper)
{
  constexpr float infinity = std::numeric_limits<float>::infinity();
  float           lowest = static_cast<float>(lower);
  float           highest = static_cast<float>(upper);
  if (lowest < lower)
    lowest = std::nextafter(lowest, infinity);
  if (highest > upper)
    highest = std::nextafter(highest, -infinity);
  if (!(lowest <= highest))
    throw std::invalid_argument("the lower threshold must not exceed the upper one");
  auto filter = itk::BinaryThresholdImageFilter<Image<float>, Image<uint8_t>>::New();
  filter->SetInput(image);
  filter->SetLowerThreshold(lowest);
  filter->SetUpperThreshold(highest);
  filter->SetInsideValue(1);
  filter->SetOutsideValue(0);
  filter->Update();
  return filter->GetOutput();
}

} // namespace postop
