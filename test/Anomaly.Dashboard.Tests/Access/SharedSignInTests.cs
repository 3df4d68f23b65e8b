using Anomaly.Dashboard.Access;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Sqlite.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Who signed in at one host is signed in at another that has the same database and key file.</summary>
[Collection(GuardedFrontCollection.Name)]
public sealed class SharedSignInTests(GuardedFrontFixture front)
{
    [Fact]
    public async Task Cookie_OfOneHost_IsReadByAnother()
    {
        var keyFile = Path.Combine(Path.GetDirectoryName(front.Storage.Path)!, "notifications.key");
        await using var other = new ServiceCollection().AddSqliteStorage(front.Storage).AddNotificationDefinitions(new SecretKeySettings(), keyFile).BuildServiceProvider();
        var here = front.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Schemes.Page).DataProtectionProvider!;

        var cookie = here.CreateProtector("cookie").Protect("ana");

        Assert.Equal("ana", other.GetRequiredService<SharedKeyRing>().CreateProtector("cookie").Unprotect(cookie));
    }
}
