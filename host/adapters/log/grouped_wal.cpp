// SPDX-License-Identifier: MPL-2.0
#include "adapters/log/grouped_wal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <vector>

namespace cookie_warden {
namespace {

constexpr const char* kName = "cookie-warden";
/// https://sqlite.org/fileformat2.html#walformat: a frame is a header of that many bytes, whose
/// second word is not 0 in the last frame of a transaction, then a page.
constexpr int kFrameHeaderBytes = 24;
constexpr int kCommitWord = 4;
constexpr std::size_t kMaxWaitingBytes = 1024 * 1024;
/// SQLite's own files take a write of 128 KiB or a multiple for one of nothing (seekAndWriteFd in
/// its os_unix.c keeps 17 bits of the length) and report a full disk.
constexpr std::size_t kMaxWriteBytes = 64 * 1024;

/// Writes that wait for the end of their transaction: consecutive bytes at `begin`.
struct Waiting {
  std::vector<unsigned char> bytes{};
  sqlite3_int64 begin = 0;
  bool commit_page_next = false;
};

/// What SQLite sees as the file; the system's own file object follows it in the same memory.
struct WalFile {
  sqlite3_file base{};
  Waiting* waiting = nullptr;
};

constexpr std::size_t kWalFileBytes = (sizeof(WalFile) + 15) / 16 * 16;

WalFile& wal(sqlite3_file* file) { return *reinterpret_cast<WalFile*>(file); }
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + kWalFileBytes);
}
sqlite3_vfs* real(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int flush(sqlite3_file* file) {
  Waiting& waiting = *wal(file).waiting;
  int result = SQLITE_OK;
  for (std::size_t done = 0; done < waiting.bytes.size() && result == SQLITE_OK;) {
    const std::size_t count = std::min(waiting.bytes.size() - done, kMaxWriteBytes);
    result = real(file)->pMethods->xWrite(real(file), waiting.bytes.data() + done,
                                          static_cast<int>(count),
                                          waiting.begin + static_cast<sqlite3_int64>(done));
    done += count;
  }
  waiting.bytes.clear();
  return result;
}

/// Calls `work` on the system's file once nothing waits.
template <class Work>
int flushed(sqlite3_file* file, Work work) {
  const int result = flush(file);
  return result == SQLITE_OK ? work(real(file)) : result;
}

bool is_commit_header(const unsigned char* bytes, int count) {
  if (count != kFrameHeaderBytes) return false;
  const unsigned char* word = bytes + kCommitWord;
  return (word[0] | word[1] | word[2] | word[3]) != 0;
}

int wal_write(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset) try {
  Waiting& waiting = *wal(file).waiting;
  const auto* bytes = static_cast<const unsigned char*>(data);
  const auto end = waiting.begin + static_cast<sqlite3_int64>(waiting.bytes.size());
  if (offset != end || waiting.bytes.size() >= kMaxWaitingBytes) {
    if (const int result = flush(file); result != SQLITE_OK) return result;
  }
  if (waiting.bytes.empty()) waiting.begin = offset;
  waiting.bytes.insert(waiting.bytes.end(), bytes, bytes + count);
  const bool ends = waiting.commit_page_next;
  waiting.commit_page_next = is_commit_header(bytes, count);
  return ends ? flush(file) : SQLITE_OK;
} catch (const std::bad_alloc&) {
  return SQLITE_IOERR_NOMEM;
}

int wal_close(sqlite3_file* file) {
  const int flush_result = flush(file);
  delete wal(file).waiting;
  const int result = real(file)->pMethods->xClose(real(file));
  return flush_result == SQLITE_OK ? result : flush_result;
}

int wal_read(sqlite3_file* file, void* data, int count, sqlite3_int64 offset) {
  return flushed(file, [&](auto* f) { return f->pMethods->xRead(f, data, count, offset); });
}
int wal_truncate(sqlite3_file* file, sqlite3_int64 size) {
  return flushed(file, [&](auto* f) { return f->pMethods->xTruncate(f, size); });
}
int wal_sync(sqlite3_file* file, int flags) {
  return flushed(file, [&](auto* f) { return f->pMethods->xSync(f, flags); });
}
int wal_size(sqlite3_file* file, sqlite3_int64* size) {
  return flushed(file, [&](auto* f) { return f->pMethods->xFileSize(f, size); });
}
int wal_lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int wal_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int wal_check_lock(sqlite3_file* file, int* out) {
  return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int wal_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int wal_sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int wal_device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/// Version 1: a write-ahead log has no shared memory and is not mapped.
constexpr sqlite3_io_methods kMethods{
    1,        wal_close,  wal_read,       wal_write,   wal_truncate, wal_sync,   wal_size,
    wal_lock, wal_unlock, wal_check_lock, wal_control, wal_sector,   wal_device, nullptr,
    nullptr,  nullptr,    nullptr,        nullptr,     nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  sqlite3_vfs* system = real(vfs);
  if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, out_flags);
  auto* opened = new (file) WalFile;
  opened->waiting = new (std::nothrow) Waiting;
  if (!opened->waiting) return SQLITE_NOMEM;
  const int result = system->xOpen(system, name, real(file), flags, out_flags);
  if (result == SQLITE_OK) {
    opened->base.pMethods = &kMethods;
  } else {
    delete opened->waiting;
  }
  return result;
}

int register_vfs(sqlite3_vfs& vfs) {
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  if (!system) return SQLITE_ERROR;
  vfs = *system;
  vfs.pNext = nullptr;
  vfs.zName = kName;
  vfs.szOsFile = system->szOsFile + static_cast<int>(kWalFileBytes);
  vfs.pAppData = system;
  vfs.xOpen = open;
  return sqlite3_vfs_register(&vfs, 0);
}

}  // namespace

const char* grouped_wal_vfs() {
  static sqlite3_vfs vfs{};
  static const int registered = register_vfs(vfs);
  if (registered != SQLITE_OK) throw std::runtime_error("SQLite has no access to files");
  return kName;
}

}  // namespace cookie_warden
