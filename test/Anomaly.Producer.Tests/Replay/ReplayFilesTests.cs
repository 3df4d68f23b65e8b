using Anomaly.Producer.Replay;

namespace Anomaly.Producer.Tests.Replay;

public sealed class ReplayFilesTests
{
    [Fact]
    public void Find_Folder_TakesEveryCsvInside()
    {
        using var folder = new TestFolder();
        folder.Write("data/b/two.csv", "");
        folder.Write("data/a/one.CSV", "");
        folder.Write("data/readme.txt", "");
        Assert.Equal(["one", "two"], Series(folder, "data"));
    }

    [Fact]
    public void Find_SameNameTwice_IsToldApartByItsFolders()
    {
        using var folder = new TestFolder();
        foreach (var name in (string[])["x/web/cpu.csv", "y/web/cpu.csv", "y/db/cpu.csv", "y/db/disk.csv"])
            folder.Write(name, "");
        Assert.Equal(["disk", "db/cpu", "x/web/cpu", "y/web/cpu"], Series(folder, ".").OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public void Find_FileGivenTwice_CountsOnce()
    {
        using var folder = new TestFolder();
        folder.Write("a/one.csv", "");
        Assert.Equal(["one"], Series(folder, "a/one.csv", "a", Path.Combine(folder.Path, "a", "one.csv")));
    }

    [Fact]
    public void Find_FolderWithoutCsv_IsTold()
    {
        using var folder = new TestFolder();
        folder.Write("empty/readme.txt", "");
        var problems = new List<string>();
        Assert.Empty(ReplayFiles.Find(["empty"], folder.Path, problems.Add));
        Assert.Equal("empty: no .csv file inside", Assert.Single(problems));
    }

    private static IEnumerable<string> Series(TestFolder folder, params string[] paths) =>
        ReplayFiles.Find(paths, folder.Path, problem => Assert.Fail(problem)).Select(file => file.Series);
}
