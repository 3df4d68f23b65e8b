using System.Text;
using System.Xml.Linq;
using Anomaly.Notifications.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Notifications.Tests.Secrets;

public sealed class SecretProtectorTests : IAsyncDisposable
{
    private const string Secret = "correct horse battery staple";

    private readonly SecretHosts _hosts = new();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task TwoHosts_OneKeyFile_ReadEachOthersSecrets()
    {
        var file = _hosts.KeyFile("keys", SecretHosts.NewKey());
        var (a, b) = (await _hosts.StartAsync(file), await _hosts.StartAsync(file));

        var (byA, byB) = (a.Protect("ops", "token", Secret), b.Protect("ops", "token", Secret));

        Assert.Equal((Secret, Secret), (b.Unprotect("ops", "token", byA), a.Unprotect("ops", "token", byB)));
        Assert.NotEqual(byA, byB);
    }

    [Fact]
    public async Task TwoHosts_FirstUseAtOnce_ReadEachOthersSecrets()
    {
        var file = _hosts.KeyFile("keys", SecretHosts.NewKey());
        var (a, b) = (await _hosts.StartAsync(file), await _hosts.StartAsync(file));

        var both = await Task.WhenAll(Task.Run(() => a.Protect("ops", "token", Secret)), Task.Run(() => b.Protect("ops", "token", Secret)));

        Assert.All(both, bytes => Assert.Equal((Secret, Secret), (a.Unprotect("ops", "token", bytes), b.Unprotect("ops", "token", bytes))));
    }

    [Fact]
    public async Task Unprotect_OfAnotherChannelOrName_IsRefused()
    {
        var host = await _hosts.StartAsync(_hosts.KeyFile("keys", SecretHosts.NewKey()));
        var bytes = host.Protect("ops", "token", Secret);
        var damaged = bytes.ToArray();
        damaged[^1] ^= 1;

        foreach (var read in new Action[] { () => host.Unprotect("night", "token", bytes), () => host.Unprotect("ops", "key", bytes), () => host.Unprotect("ops", "token", damaged), () => host.Unprotect("ops", "token", []) })
            Assert.Contains("cannot be read", Assert.Throws<SecretsException>(read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_WithoutTheKey_HoldsNothingThatReadsASecret()
    {
        var host = await _hosts.StartAsync(_hosts.KeyFile("keys", SecretHosts.NewKey()));
        var bytes = host.Protect("ops", "token", Secret);
        var elements = await _hosts.Store.ListAsync(SecretHosts.Token);

        Assert.All(elements, element => Assert.DoesNotContain("<masterKey", element.Xml, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("anomaly").DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Ring([.. elements.Select(element => XElement.Parse(element.Xml))]));
        await using var thief = services.BuildServiceProvider();
        var protector = thief.GetRequiredService<IDataProtectionProvider>().CreateProtector("anomaly.channel.secret", "ops", "token");
        Assert.ThrowsAny<Exception>(() => protector.Unprotect(bytes));
        Assert.ThrowsAny<Exception>(() => protector.Protect([1]));
    }

    [Fact]
    public async Task WrongKeyFile_NamesTheSettingAndAddsNoKey()
    {
        var bytes = (await _hosts.StartAsync(_hosts.KeyFile("keys", SecretHosts.NewKey()))).Protect("ops", "token", Secret);
        var other = await _hosts.StartAsync(_hosts.KeyFile("other", SecretHosts.NewKey()));

        var errors = new[]
        {
            await Assert.ThrowsAsync<SecretsException>(() => other.PrepareAsync(SecretHosts.Token)),
            Assert.Throws<SecretsException>(() => other.Unprotect("ops", "token", bytes)),
            Assert.Throws<SecretsException>(() => other.Protect("ops", "token", Secret)),
        };

        Assert.All(errors, error => Assert.Matches($"^Notifications:KeyFile is '{_hosts.FileOf("other")}', which does not open the secrets of the channels: they are protected by the key [0-9a-f]{{12}} of a key file; set it to what the other hosts have", error.Message));
        Assert.Single(await _hosts.Store.ListAsync(SecretHosts.Token));
    }

    [Fact]
    public async Task NoKey_SaysWhichSettingIsMissing()
    {
        var bytes = (await _hosts.StartAsync(_hosts.KeyFile("keys", SecretHosts.NewKey()))).Protect("ops", "token", Secret);
        var host = await _hosts.StartAsync();

        await host.PrepareAsync(SecretHosts.Token);
        Assert.False(host.HasKey);
        Assert.Contains("Notifications:KeyFile is not set", Assert.Throws<SecretsException>(() => host.Protect("ops", "token", Secret)).Message, StringComparison.Ordinal);
        Assert.Contains("Notifications:KeyFile is not set", Assert.Throws<SecretsException>(() => host.Unprotect("ops", "token", bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_NewKeyAsFirstLine_TheOldOneCanGoOnceAHostHasStarted()
    {
        var (old, fresh) = (SecretHosts.NewKey(), SecretHosts.NewKey());
        var running = await _hosts.StartAsync(_hosts.KeyFile("keys", old));
        var bytes = running.Protect("ops", "token", Secret);

        await (await _hosts.StartAsync(_hosts.KeyFile("keys", fresh, "", old))).PrepareAsync(SecretHosts.Token);
        var after = await _hosts.StartAsync(_hosts.KeyFile("keys", fresh));

        Assert.Equal(Secret, running.Unprotect("ops", "token", bytes));
        Assert.Equal(Secret, after.Unprotect("ops", "token", bytes));
        var gone = await _hosts.StartAsync(_hosts.KeyFile("old", old));
        Assert.Throws<SecretsException>(() => gone.Unprotect("ops", "token", bytes));
    }

    [Fact]
    public async Task NewKeyFile_IsMadeOnceAndForThisUserAlone()
    {
        var path = Path.Combine(_hosts.FileOf("data"), "notifications.key");

        var bytes = (await _hosts.StartAsync(newKeyFile: path)).Protect("ops", "token", Secret);
        var again = await _hosts.StartAsync(newKeyFile: path);

        Assert.Equal(Secret, again.Unprotect("ops", "token", bytes));
        Assert.Equal(32, Convert.FromBase64String((await File.ReadAllTextAsync(path, SecretHosts.Token)).Trim()).Length);
        Assert.Single(Directory.GetFiles(_hosts.FileOf("data")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("", "which is empty")]
    [InlineData("c2hvcnQ=", "whose line 1 is no key; each line must be 32 random bytes in base64")]
    [InlineData("not base64 at all, though as long as a key is", "whose line 1 is no key")]
    public async Task KeyFile_NoKey_SaysWhichSettingAndNotWhatItHolds(string text, string complaint)
    {
        var error = await Assert.ThrowsAsync<SecretsException>(() => _hosts.StartAsync(_hosts.KeyFile("keys", text)));

        Assert.StartsWith($"Notifications:KeyFile is '{_hosts.FileOf("keys")}', {complaint}", error.Message, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !error.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyFile_Absent_SaysHowToMakeIt() =>
        Assert.Matches("^Notifications:KeyFile is '.*nowhere', which cannot be read .*openssl rand", (await Assert.ThrowsAsync<SecretsException>(() => _hosts.StartAsync(_hosts.FileOf("nowhere")))).Message);

    [Fact]
    public async Task Certificate_TwoHosts_ReadEachOthersSecretsAndAnotherOneIsRefused()
    {
        using var certificate = SecretHosts.NewCertificate(0);
        using var other = SecretHosts.NewCertificate(0);
        var file = _hosts.Certificates("a.pfx", certificate);

        var bytes = (await _hosts.StartAsync(certificate: file)).Protect("ops", "token", Secret);

        Assert.Equal(Secret, (await _hosts.StartAsync(certificate: file)).Unprotect("ops", "token", bytes));
        var wrong = await _hosts.StartAsync(certificate: _hosts.Certificates("b.pfx", other));
        var error = Assert.Throws<SecretsException>(() => wrong.Unprotect("ops", "token", bytes));
        Assert.StartsWith($"Notifications:KeyCertificate is '{_hosts.FileOf("b.pfx")}', which does not open", error.Message, StringComparison.Ordinal);
        Assert.Contains(certificate.Thumbprint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_RenewedThenReplacedByAKeyFile_SecretsStayReadable()
    {
        using var old = SecretHosts.NewCertificate(100);
        using var fresh = SecretHosts.NewCertificate(0);
        var bytes = (await _hosts.StartAsync(certificate: _hosts.Certificates("old.pfx", old))).Protect("ops", "token", Secret);

        await (await _hosts.StartAsync(certificate: _hosts.Certificates("both.pfx", old, fresh))).PrepareAsync(SecretHosts.Token);
        var renewed = _hosts.Certificates("fresh.pfx", fresh);
        Assert.Equal(Secret, (await _hosts.StartAsync(certificate: renewed)).Unprotect("ops", "token", bytes));

        var file = _hosts.KeyFile("keys", SecretHosts.NewKey());
        await (await _hosts.StartAsync(file, renewed)).PrepareAsync(SecretHosts.Token);
        Assert.Equal(Secret, (await _hosts.StartAsync(file)).Unprotect("ops", "token", bytes));
    }

    [Fact]
    public async Task Certificate_NoneOrTheWrongPassword_SaysWhichSetting()
    {
        var error = await Assert.ThrowsAsync<SecretsException>(() => _hosts.StartAsync(certificate: _hosts.KeyFile("no.pfx", "text")));

        Assert.Contains("Notifications:KeyCertificatePassword", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'pass'", error.Message, StringComparison.Ordinal);
    }

    private sealed class Ring(IReadOnlyCollection<XElement> elements) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => elements;

        public void StoreElement(XElement element, string friendlyName) => Assert.Fail("nothing is to be stored");
    }
}
