/** vtk.js ships this filter without types; only what is used. */
declare module '@kitware/vtk.js/Filters/General/ImageMarchingCubes' {
  import type vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData'
  import type vtkPolyData from '@kitware/vtk.js/Common/DataModel/PolyData'

  type Filter = {
    setInputData(data: vtkImageData): void
    update(): void
    getOutputData(): vtkPolyData
    delete(): void
  }
  const factory: {
    newInstance(values: { contourValue: number; computeNormals: boolean; mergePoints: boolean }): Filter
  }
  export default factory
}
