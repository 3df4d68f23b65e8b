namespace Anomaly.Producer.Tests.HostFigures;

/// <summary>The kernel's tables, as they look.</summary>
internal static class ProcTexts
{
    public const string Stat = """
        cpu  1000 100 500 8000 200 50 50 100 0 0
        cpu0 1000 100 500 8000 200 50 50 100 0 0
        intr 12345 0 0
        ctxt 40000
        btime 1763800000
        procs_running 3
        procs_blocked 0
        """;

    public const string StatLater = """
        cpu  1030 110 520 8100 220 52 53 115 0 0
        ctxt 42000
        procs_running 1
        """;

    public const string Memory = """
        MemTotal:        1000000 kB
        MemFree:          100000 kB
        MemAvailable:     250000 kB
        Buffers:           50000 kB
        Cached:           200000 kB
        SwapTotal:        400000 kB
        SwapFree:         300000 kB
        HugePages_Total:       0
        """;

    public const string Load = "0.52 1.25 2.00 3/1234 56789\n";

    public const string Disks = """
         259       0 nvme0n1 100 5 2000 30 50 6 1000 40 0 500 70 0 0 0 0 0 0
         259       1 nvme0n1p1 90 5 1800 30 50 6 1000 40 0 500 70 0 0 0 0 0 0
           8       0 sda 10 0 200 3 5 0 100 4 0 50 7
           7       0 loop0 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
         253       0 dm-0 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
        """;

    public const string DisksLater = """
         259       0 nvme0n1 110 5 2400 30 60 6 1800 40 0 1000 70 0 0 0 0 0 0
         259       1 nvme0n1p1 95 5 2200 30 50 6 1000 40 0 500 70 0 0 0 0 0 0
           8       0 sda 10 0 200 3 5 0 100 4 0 50 7
        """;

    public const string Network = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo:  999999      10    0    0    0     0          0         0   999999      10    0    0    0     0       0          0
          eth0:   10000     100    1    0    0     0          0         0     5000      50    1    0    0     0       0          0
         wlan0:500 5 0 0 0 0 0 0 300 3 0 0 0 0 0 0
        veth12a:  777777      10    0    0    0     0          0         0   777777      10    0    0    0     0       0          0
        """;

    public const string NetworkLater = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo: 1999999      10    0    0    0     0          0         0  1999999      10    0    0    0     0       0          0
          eth0:   14000     140    3    0    0     0          0         0     6000      60    1    0    0     0       0          0
         wlan0:500 5 0 0 0 0 0 0 300 3 0 0 0 0 0 0
        """;
}
