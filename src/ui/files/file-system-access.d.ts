/** File System Access (WICG): in Chromium-based browsers, so every use asks first whether it is there. */
type FileSystemAccess = { readonly mode: 'read' }

interface FileSystemHandle {
  queryPermission?(access: FileSystemAccess): Promise<PermissionState>
  requestPermission?(access: FileSystemAccess): Promise<PermissionState>
}

interface FileSystemDirectoryHandle {
  values(): AsyncIterable<FileSystemFileHandle | FileSystemDirectoryHandle>
}

interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>
}

interface Window {
  showDirectoryPicker?(options: {
    readonly id: string
    readonly mode?: 'read' | 'readwrite'
  }): Promise<FileSystemDirectoryHandle>
}
