package dev.twinmark.documents;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.twinmark.documents.Maintenance.Verification;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** A folder with a database of SQLite, for one server. */
final class Sqlite {

  static final String FILE = "twinmark.db";

  /** The file of changes that are not in the database's yet has its name and this. */
  private static final String LOG_SUFFIX = "-wal";

  private static final String UNVERIFIED_FOLDER = "unverified";
  private static final String LOCK_FILE = "twinmark.lock";
  private static final String TEMPORARY_FOLDER = "tmp";
  private static final String TEMPORARY_FOLDER_PROPERTY = "org.sqlite.tmpdir";

  private static final int READERS = 4;

  /** A backup that runs aside holds the lock of writers for moments. */
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private static final int CONNECTION_TIMEOUT_MS = 20_000;

  private Sqlite() {}

  /**
   * Opens the database of a folder, both made if there are none.
   *
   * @throws StoreException if another server uses the folder
   */
  static Database open(Path folder) {
    try {
      createFolder(folder);
      FileLock lock = lock(folder);
      try {
        // SQLite's library is unpacked there, as /tmp is often mounted without the right to
        // execute.
        if (System.getProperty(TEMPORARY_FOLDER_PROPERTY) == null) {
          Path temporary = folder.resolve(TEMPORARY_FOLDER);
          Files.createDirectories(temporary);
          System.setProperty(TEMPORARY_FOLDER_PROPERTY, temporary.toAbsolutePath().toString());
        }
        // A deferred transaction that has read fails if another one writes before it does; an
        // immediate one waits at its beginning.
        SQLiteDataSource writer = source(folder, TransactionMode.IMMEDIATE);
        Schema.migrate(writer, "blob");
        return new Database(
            pool(source(folder, TransactionMode.DEFERRED), READERS),
            pool(writer, 1),
            lock.acquiredBy());
      } catch (RuntimeException e) {
        lock.acquiredBy().close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("Cannot use the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the database of a folder for reading, also while a server uses it.
   *
   * @throws StoreException if there is none, or if the file is no database
   */
  static Database openBeside(Path folder) {
    requireFile(folder);
    try {
      HikariDataSource reads = pool(source(folder, TransactionMode.DEFERRED), 1);
      return new Database(reads, reads, () -> {});
    } catch (PoolInitializationException e) {
      throw new StoreException("Cannot open " + folder.resolve(FILE) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the database of a folder for reading and writing, also while a server uses it.
   *
   * @throws StoreException if there is none, or if the database is another version's
   */
  static Database openForWritingBeside(Path folder) {
    requireFile(folder);
    SQLiteDataSource writer = source(folder, TransactionMode.IMMEDIATE);
    Schema.requireNewest(writer);
    return new Database(
        pool(source(folder, TransactionMode.DEFERRED), 1), pool(writer, 1), () -> {});
  }

  /**
   * Opens the database of a folder for reading, as it is, and keeps servers away from it.
   *
   * @throws StoreException if there is none, or if a server uses it
   */
  static Database openAlone(Path folder) {
    requireFile(folder);
    try {
      Channel lock = lock(folder).acquiredBy();
      try {
        SQLiteDataSource source = source(folder, TransactionMode.DEFERRED);
        Schema.requireNewest(source);
        HikariDataSource reads = pool(source, 1);
        return new Database(reads, reads, lock);
      } catch (RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("Cannot use the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void requireFile(Path folder) {
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      throw new StoreException("There is no " + FILE + " in " + folder);
    }
  }

  /** Copies the database of a folder, also while a server uses it. */
  static void backup(Path folder, Path file) {
    requireFile(folder);
    if (Files.exists(file)) {
      throw new StoreException("There is a file " + file);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      try (Connection connection = source(folder, TransactionMode.DEFERRED).getConnection()) {
        Database.update(connection, "VACUUM INTO ?", unfinished.toAbsolutePath().toString());
      }
      // SQLite leaves this to the operating system.
      force(unfinished);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SQLException e) {
      throw new StoreException("The copy failed: " + e.getMessage(), e);
    }
  }

  /**
   * Puts a copy of a database into a folder that has none, if it is sound.
   *
   * @param verify gets a folder with the copy
   */
  static Verification restore(Path file, Path folder, Function<Path, Verification> verify) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("There is no file " + file);
    }
    if (Files.exists(file.resolveSibling(file.getFileName() + LOG_SUFFIX))) {
      throw new StoreException(
          "A server uses " + file + ", or has not been stopped in order: copy it by backup first");
    }
    try {
      createFolder(folder);
      Channel lock = lock(folder).acquiredBy();
      try {
        for (String name : List.of(FILE, FILE + LOG_SUFFIX)) {
          if (Files.exists(folder.resolve(name))) {
            throw new StoreException("There is a database in " + folder + ": " + name);
          }
        }
        return restoreLocked(file, folder, verify);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new StoreException("Cannot restore to " + folder + ": " + e, e);
    }
  }

  /** The copy is verified where a server does not find it, and moved when it is sound. */
  private static Verification restoreLocked(
      Path file, Path folder, Function<Path, Verification> verify) throws IOException {
    Path unverified = folder.resolve(UNVERIFIED_FOLDER);
    deleteFolder(unverified);
    Files.createDirectory(unverified);
    try {
      Path copy = Files.copy(file, unverified.resolve(FILE));
      Verification result = verify.apply(unverified);
      if (result.defects().isEmpty()) {
        force(copy);
        Files.move(copy, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
      }
      return result;
    } finally {
      deleteFolder(unverified);
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The documents of others are not for all users of a machine. */
  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder, permissions(folder, "rwx------"));
  }

  /** Returns attributes for a new file, where its system has such. */
  static FileAttribute<?>[] permissions(Path file, String permissions) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static FileLock lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // A store of this process has it.
    }
    if (lock == null) {
      channel.close();
      throw new StoreException("Another server uses the folder " + folder);
    }
    return lock;
  }

  private static SQLiteDataSource source(Path folder, TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // In this mode a commit is on the disk when it returns; NORMAL may lose the last ones.
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setTransactionMode(mode);
    // Deleted data is overwritten.
    config.setPragma(Pragma.SECURE_DELETE, "true");
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve(FILE).toAbsolutePath());
    return source;
  }

  private static HikariDataSource pool(SQLiteDataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    // A file does not hang up.
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }
}
