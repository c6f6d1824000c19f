package io.lvsim.files;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one machine. Paths are absolute. A new tree has the directories that any Linux has,
 * and /dev/null. Whoever writes is root: only live files can refuse.
 */
public final class FileTree {
  private static final String[] STANDARD_DIRECTORIES = {
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/mnt",
    "/opt",
    "/proc",
    "/root",
    "/run",
    "/sbin",
    "/srv",
    "/sys",
    "/tmp",
    "/usr/bin",
    "/usr/lib",
    "/usr/sbin",
    "/usr/local",
    "/var/lib",
    "/var/log",
    "/var/run",
    "/var/tmp",
    "/var/www/html"
  };

  private final TreeMap<String, Entry> entries;
  private final TreeMap<String, Entry.Live> live = new TreeMap<>();
  private final List<MountedTree> mounted = new ArrayList<>();
  private final LongSupplier nowNanos;

  /** A tree whose clock counts the changes made to it. */
  public FileTree() {
    this(new ChangeCounter());
  }

  /**
   * @param nowNanos the clock that says when a file changed
   */
  public FileTree(LongSupplier nowNanos) {
    this.nowNanos = nowNanos;
    entries = new TreeMap<>();
    entries.put("/", new Entry.Directory(0));
    for (String path : STANDARD_DIRECTORIES) {
      makeParents(path);
      entries.put(path, new Entry.Directory(0));
    }
    mount("/dev/null", new NullFile());
  }

  private FileTree(FileTree disk) {
    nowNanos = disk.nowNanos;
    entries = disk.entries;
    disk.live.forEach((path, entry) -> {
      if (path.startsWith("/dev/")) {
        live.put(path, entry);
      }
    });
  }

  /**
   * The same stored files and devices seen with other live ones: a namespace, whose /proc/net and
   * /proc/sys are its own, mounts them there.
   */
  public FileTree view() {
    return new FileTree(this);
  }

  /**
   * A file's content.
   *
   * @throws HostException ENOENT, ENOTDIR, EISDIR, EACCES
   */
  public byte[] read(String path) throws HostException {
    return switch (find(path)) {
      case Entry.Stored stored -> stored.read(0);
      case Entry.Live live -> live.file().read();
      case Entry.Directory ignored -> throw new HostException(Errno.EISDIR);
    };
  }

  /**
   * Replaces a file's content, or makes it.
   *
   * @throws HostException EISDIR, ENOENT (no such directory), ENOTDIR, EACCES, EINVAL
   */
  public void write(String path, byte[] content) throws HostException {
    openForWriting(path, false).write(content);
  }

  /**
   * Adds to a file's end, or makes it.
   *
   * @throws HostException EISDIR, ENOENT (no such directory), ENOTDIR, EACCES, EINVAL
   */
  public void append(String path, byte[] content) throws HostException {
    openForWriting(path, true).write(content);
  }

  /**
   * Opens a file for reading.
   *
   * @throws HostException ENOENT, ENOTDIR, EISDIR
   */
  public OpenFile openForReading(String path) throws HostException {
    Entry entry = find(path);
    if (entry instanceof Entry.Directory) {
      throw new HostException(Errno.EISDIR);
    }
    return new OpenFile(entry, false, nowNanos);
  }

  /**
   * Opens a file for writing, and makes it if need be.
   *
   * @param appending whether what is in it stays
   * @throws HostException EISDIR, ENOENT (no such directory), ENOTDIR, EACCES
   */
  public OpenFile openForWriting(String path, boolean appending) throws HostException {
    checkWritable(path);
    String normal = Paths.normalize(path);
    Entry entry = entry(normal);
    if (entry == null) {
      entry = new Entry.Stored();
      entries.put(normal, entry);
    }
    if (entry instanceof Entry.Stored stored && !appending) {
      stored.truncate(nowNanos.getAsLong());
    }
    return new OpenFile(entry, appending, nowNanos);
  }

  /**
   * Removes a file or an empty directory.
   *
   * @throws HostException ENOENT, ENOTDIR, ENOTEMPTY, EPERM (a live file)
   */
  public void remove(String path) throws HostException {
    String normal = Paths.normalize(path);
    Entry entry = find(path);
    checkNotMounted(normal, Errno.EPERM);
    if (entry instanceof Entry.Directory && !list(normal).isEmpty()) {
      throw new HostException(Errno.ENOTEMPTY);
    }
    entries.remove(normal);
  }

  /**
   * Moves a file or a directory with all below it; a file at the new path is replaced.
   *
   * @throws HostException as {@link #remove} and {@link #write}
   */
  public void rename(String from, String to) throws HostException {
    String source = Paths.normalize(from);
    String target = Paths.normalize(to);
    find(from);
    checkNotMounted(source, Errno.EPERM);
    checkDirectory(Paths.parent(target));
    checkNotMounted(target, Errno.EPERM);
    if (source.equals(target)) {
      return;
    }
    if (target.startsWith(source + "/")) {
      throw new HostException(Errno.EINVAL);
    }
    TreeMap<String, Entry> moved = new TreeMap<>(below(entries, source));
    moved.put(source, find(from));
    moved.keySet().forEach(entries::remove);
    moved.forEach((path, entry) -> entries.put(target + path.substring(source.length()), entry));
  }

  /**
   * As mkdir -p.
   *
   * @throws HostException ENOTDIR, EEXIST (a file is there)
   */
  public void makeDirectory(String path) throws HostException {
    String normal = Paths.normalize(path);
    for (String parent = Paths.parent(normal); ; parent = Paths.parent(parent)) {
      if (entry(parent) instanceof Entry file && !(file instanceof Entry.Directory)) {
        throw new HostException(Errno.ENOTDIR);
      }
      if (parent.equals("/")) {
        break;
      }
    }
    Entry there = entry(normal);
    if (there == null) {
      checkNotMounted(normal, Errno.ENOENT);
      makeParents(normal);
      entries.put(normal, new Entry.Directory(nowNanos.getAsLong()));
    } else if (!(there instanceof Entry.Directory)) {
      throw new HostException(Errno.EEXIST);
    }
  }

  public boolean exists(String path) {
    return entry(Paths.normalize(path)) != null;
  }

  public boolean isDirectory(String path) {
    return entry(Paths.normalize(path)) instanceof Entry.Directory;
  }

  /** Whether there is a file whose content is made when it is read. */
  public boolean isLive(String path) {
    return entry(Paths.normalize(path)) instanceof Entry.Live;
  }

  /**
   * Names in a directory, sorted.
   *
   * @throws HostException ENOENT, ENOTDIR
   */
  public List<String> list(String path) throws HostException {
    String normal = Paths.normalize(path);
    checkDirectory(normal);
    TreeSet<String> names = new TreeSet<>();
    int prefix = normal.equals("/") ? 1 : normal.length() + 1;
    addNames(below(entries, normal).keySet(), prefix, names);
    addNames(below(live, normal).keySet(), prefix, names);
    for (MountedTree tree : mounted) {
      if (tree.covers(normal)) {
        names.addAll(tree.list(normal));
      }
    }
    names.remove("");
    return List.copyOf(names);
  }

  private static void addNames(Set<String> paths, int prefix, TreeSet<String> names) {
    for (String path : paths) {
      int slash = path.indexOf('/', prefix);
      names.add(path.substring(prefix, slash < 0 ? path.length() : slash));
    }
  }

  /**
   * When a stored file's content changed last, in nanoseconds of virtual time (as told by the
   * writer's clock); for autoreload. Live files and paths where nothing is have 0.
   */
  public long version(String path) {
    Entry entry = entry(Paths.normalize(path));
    return entry == null ? 0 : entry.changedAtNanos();
  }

  /** Puts a live file at a path. */
  public void mount(String path, LiveFile file) {
    String normal = Paths.normalize(path);
    makeParents(normal);
    live.put(normal, new Entry.Live(file));
  }

  /**
   * Puts a whole live directory (such as /proc/sys) at a path: the function finds a file by the
   * rest of its path, null for none; names lists all.
   */
  public void mountTree(
      String path, Function<String, @Nullable LiveFile> find, Supplier<List<String>> names) {
    String normal = Paths.normalize(path);
    makeParents(normal);
    entries.put(normal, new Entry.Directory(0));
    mounted.add(new MountedTree(normal + "/", find, names));
  }

  private @Nullable Entry entry(String normal) {
    Entry stored = entries.get(normal);
    Entry found = stored != null ? stored : live.get(normal);
    if (found != null) {
      return found;
    }
    for (MountedTree tree : mounted) {
      if (tree.covers(normal)) {
        return tree.entry(normal);
      }
    }
    return null;
  }

  /** What is at a path as it was typed: a slash at its end asks for a directory. */
  private Entry find(String path) throws HostException {
    String normal = Paths.normalize(path);
    Entry entry = entry(normal);
    if (entry == null) {
      checkDirectory(Paths.parent(normal));
      throw new HostException(Errno.ENOENT);
    }
    if (path.endsWith("/") && !(entry instanceof Entry.Directory)) {
      throw new HostException(Errno.ENOTDIR);
    }
    return entry;
  }

  private void checkWritable(String path) throws HostException {
    String normal = Paths.normalize(path);
    Entry entry = entry(normal);
    if (entry instanceof Entry.Directory) {
      throw new HostException(Errno.EISDIR);
    }
    if (entry instanceof Entry.Live live && !live.file().writable()) {
      throw new HostException(Errno.EACCES);
    }
    if (path.endsWith("/")) {
      throw new HostException(entry == null ? Errno.EISDIR : Errno.ENOTDIR);
    }
    if (entry == null) {
      checkDirectory(Paths.parent(normal));
      checkNotMounted(normal, Errno.EACCES);
    }
  }

  private void checkDirectory(String normal) throws HostException {
    Entry entry = entry(normal);
    if (entry instanceof Entry.Directory) {
      return;
    }
    if (entry == null && !normal.equals("/")) {
      checkDirectory(Paths.parent(normal));
    }
    throw new HostException(entry == null ? Errno.ENOENT : Errno.ENOTDIR);
  }

  private void checkNotMounted(String normal, Errno refusal) throws HostException {
    boolean isLive = live.containsKey(normal);
    for (MountedTree tree : mounted) {
      isLive |= tree.covers(normal);
    }
    if (isLive) {
      throw new HostException(refusal);
    }
  }

  private static <T> SortedMap<String, T> below(TreeMap<String, T> paths, String normal) {
    String prefix = normal.equals("/") ? "/" : normal + "/";
    return paths.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  private void makeParents(String normal) {
    for (String parent = Paths.parent(normal);
        !entries.containsKey(parent);
        parent = Paths.parent(parent)) {
      entries.put(parent, new Entry.Directory(nowNanos.getAsLong()));
    }
  }

  /** A clock for trees that have none: each look at it is one later. */
  private static final class ChangeCounter implements LongSupplier {
    private long changes;

    @Override
    public long getAsLong() {
      return ++changes;
    }
  }
}
