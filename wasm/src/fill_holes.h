#pragma once

#include "memory_io.h"

#include "itkBinaryFillholeImageFilter.h"

namespace postop
{

/// The mask (1 inside, 0 outside) with every outside region filled that does not reach the image's border by voxel faces.
inline Image<uint8_t>::Pointer FillHoles(Image<uint8_t> * mask)
{
  auto filter = itk::BinaryFillholeImageFilter<Image<uint8_t>>::New();
  filter->SetInput(mask);
  filter->SetForegroundValue(1);
  filter->SetFullyConnected(false);
  filter->Update();
  return filter->GetOutput();
}

} // namespace postop
