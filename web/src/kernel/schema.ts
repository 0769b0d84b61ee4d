// Generated from the OpenAPI document by `npm run generate`; do not edit.
export interface paths {
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tìm tài khoản
         * @description Search accounts. Duties: admin, principal, vicePrincipal, departmentHead, recordsClerk, registrar.
         */
        get: operations["searchAccounts"];
        put?: never;
        /**
         * Tạo tài khoản
         * @description Create an account. Duties: admin, principal.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem tài khoản
         * @description Get an account. Duties: admin, principal, vicePrincipal, departmentHead, recordsClerk, registrar.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Giao nhiệm vụ
         * @description Grant a duty. Duties: admin, principal.
         */
        post: operations["grantDuty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/duties/{duty}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kết thúc nhiệm vụ
         * @description End a duty. Duties: admin, principal.
         */
        post: operations["endDuty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đặt lại mật khẩu
         * @description Reset a password. Duties: admin, principal.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Khóa hoặc mở tài khoản
         * @description Disable or enable an account. Duties: admin, principal.
         */
        put: operations["setAccountState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tìm trong kho lưu trữ
         * @description Search the archive. Duties: inspector, principal, vicePrincipal, recordsClerk, registrar, admin.
         */
        get: operations["searchArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archive/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mở một hồ sơ lưu trữ
         * @description Open an archived record. Duties: inspector, principal, vicePrincipal, recordsClerk, registrar, admin.
         */
        get: operations["openArchivedRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Kiểm tra chuỗi nhật ký
         * @description Verify the audit chain. Duties: inspector, principal, admin.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đăng nhập
         * @description Sign in.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đăng xuất
         * @description Sign out.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem chứng thư số của trường
         * @description List the school’s certificates. Duties: admin, principal.
         */
        get: operations["listCertificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificates/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Thu hồi chứng thư số
         * @description Revoke a certificate.
         */
        post: operations["revokeCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificates/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mở khóa mã PIN
         * @description Unlock a PIN. Duties: admin, principal.
         */
        post: operations["unlockPin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tìm đồng nghiệp
         * @description Search colleagues. Duties: principal, vicePrincipal, departmentHead, subjectTeacher, homeroomTeacher, recordsClerk, registrar, officeStaff, admin.
         */
        get: operations["searchColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Các ủy quyền của tôi, hoặc của cả trường
         * @description Delegations of mine, or of the school.
         */
        get: operations["listDelegations"];
        put?: never;
        /**
         * Ủy quyền một nhiệm vụ trong một thời gian
         * @description Lend a duty for a time.
         */
        post: operations["createDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delegations/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kết thúc sớm một ủy quyền
         * @description End a delegation early.
         */
        post: operations["endDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Các gia hạn đã cho
         * @description The extensions granted.
         */
        get: operations["listExtensions"];
        put?: never;
        /**
         * Gia hạn nộp hồ sơ
         * @description Grant an extension of a deadline. Duties: principal, vicePrincipal, departmentHead.
         */
        post: operations["grantExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hồ sơ đang chờ tôi
         * @description Records that wait for me.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem tài khoản của mình
         * @description See one’s own account.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem chứng thư số của mình
         * @description See one’s own certificate.
         */
        get: operations["getOwnCertificate"];
        put?: never;
        /**
         * Tự cấp hoặc gia hạn chứng thư số
         * @description Issue or renew one’s own certificate.
         */
        post: operations["issueOwnCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/certificate/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nhập chứng thư số từ tệp PKCS#12
         * @description Import one’s own certificate from a PKCS#12 file.
         */
        post: operations["importOwnCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/certificate/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đổi mã PIN
         * @description Change a PIN.
         */
        post: operations["changeOwnPin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đổi mật khẩu của mình
         * @description Change one’s own password.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem con dấu số mình giữ
         * @description See the seal one keeps. Duties: recordsClerk.
         */
        get: operations["getSealCertificate"];
        put?: never;
        /**
         * Kích hoạt con dấu số và đặt mã PIN
         * @description Activate the seal and set its PIN. Duties: recordsClerk.
         */
        post: operations["activateSeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/seal/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đổi mã PIN
         * @description Change a PIN. Duties: recordsClerk.
         */
        post: operations["changeSealPin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/signature-pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các ảnh chữ ký của mình
         * @description See what pictures of one’s own are stored.
         */
        get: operations["listOwnPictures"];
        put?: never;
        /**
         * Lưu ảnh chữ ký hoặc ký nháy của mình
         * @description Store a picture of one’s own signature or initials.
         */
        post: operations["putOwnPicture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/signature-pictures/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Bỏ ảnh chữ ký của mình
         * @description Take a picture of one’s own away.
         */
        delete: operations["removeOwnPicture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/signature-pictures/{kind}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải ảnh chữ ký của mình
         * @description Download a picture of one’s own.
         */
        get: operations["downloadOwnPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bắt đầu cài đặt xác thực hai lớp
         * @description Start a second factor.
         */
        post: operations["startSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Xác nhận xác thực hai lớp
         * @description Confirm the second factor.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/totp/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tắt xác thực hai lớp
         * @description Remove the second factor.
         */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem thông báo của tôi
         * @description List my notifications.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đánh dấu đã đọc một thông báo
         * @description Mark a notification as read.
         */
        post: operations["markNotificationRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Đánh dấu đã đọc tất cả thông báo
         * @description Mark all notifications as read.
         */
        post: operations["markAllNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/issuing.cer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải chứng thư CA cấp (DER)
         * @description Download the issuing certificate (DER).
         */
        get: operations["getIssuingCertificateDer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/issuing.crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải danh sách thu hồi
         * @description Download a revocation list.
         */
        get: operations["getIssuingCrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/issuing.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải chứng thư của trường
         * @description Download the school’s authority certificate.
         */
        get: operations["getIssuingCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/root.cer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải chứng thư CA gốc (DER)
         * @description Download the root certificate (DER).
         */
        get: operations["getRootCertificateDer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/root.crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải danh sách thu hồi
         * @description Download a revocation list.
         */
        get: operations["getRootCrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pki/{school}/root.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải chứng thư của trường
         * @description Download the school’s authority certificate.
         */
        get: operations["getRootCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/record-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Các loại hồ sơ
         * @description The record types.
         */
        get: operations["listRecordTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tìm hồ sơ
         * @description Find records.
         */
        get: operations["listRecords"];
        put?: never;
        /**
         * Nộp tệp thành hồ sơ mới
         * @description Upload a file as a new record.
         */
        post: operations["createRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem hồ sơ
         * @description Get a record.
         */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Phê duyệt hồ sơ bằng mật khẩu
         * @description Approve a record with the password.
         */
        post: operations["approveRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lịch sử của hồ sơ
         * @description The history of a record.
         */
        get: operations["listRecordEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trả lại hồ sơ kèm lý do
         * @description Return a record with a reason.
         */
        post: operations["returnRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trình hồ sơ
         * @description Submit a record.
         */
        post: operations["submitRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nộp bản sửa của hồ sơ
         * @description Upload a revision of a record.
         */
        post: operations["reviseRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/versions/{n}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải tệp của một phiên bản
         * @description Download the file of a version.
         */
        get: operations["downloadVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rút hồ sơ
         * @description Withdraw a record.
         */
        post: operations["withdrawRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bàn giao hồ sơ chưa ký cho người kế nhiệm
         * @description Hand unsigned records over to a successor. Duties: principal, vicePrincipal.
         */
        post: operations["handOverRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/unattended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hồ sơ chờ một bước không ai xử lý được
         * @description Records whose step nobody can take. Duties: principal, vicePrincipal, admin.
         */
        get: operations["listUnattended"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seal-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Giao giữ con dấu số của trường
         * @description Appoint who keeps the school’s seal. Duties: admin, principal.
         */
        post: operations["appointSealCustodian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seal-picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem thông tin ảnh con dấu
         * @description See what is known of the seal’s picture. Duties: recordsClerk, principal.
         */
        get: operations["getSealPicture"];
        put?: never;
        /**
         * Lưu ảnh con dấu của trường
         * @description Store the picture of the school’s seal. Duties: recordsClerk.
         */
        post: operations["putSealPicture"];
        /**
         * Bỏ ảnh con dấu
         * @description Take the seal’s picture away. Duties: recordsClerk.
         */
        delete: operations["removeSealPicture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seal-picture/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tải ảnh con dấu
         * @description Download the seal’s picture. Duties: recordsClerk, principal.
         */
        get: operations["downloadSealPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Các yêu cầu ký của tôi
         * @description My signing requests.
         */
        get: operations["listSigningRequests"];
        put?: never;
        /**
         * Yêu cầu ký hoặc đóng dấu một loạt hồ sơ
         * @description Ask to sign or seal a batch of records.
         */
        post: operations["requestSignatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem một yêu cầu ký
         * @description Get a signing request.
         */
        get: operations["getSigningRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing-requests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hủy yêu cầu ký chưa xác nhận
         * @description Cancel a request that is not confirmed.
         */
        post: operations["cancelSignatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing-requests/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Xác nhận ký bằng mã PIN
         * @description Confirm with the PIN.
         */
        post: operations["confirmSignatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem phân công giảng dạy
         * @description List the teaching assignments.
         */
        get: operations["listAssignments"];
        put?: never;
        /**
         * Thêm phân công giảng dạy
         * @description Add teaching assignments. Duties: admin, principal, vicePrincipal.
         */
        post: operations["addAssignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/assignments/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kết thúc phân công giảng dạy
         * @description End a teaching assignment. Duties: admin, principal, vicePrincipal.
         */
        post: operations["endAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các lớp
         * @description List the classes.
         */
        get: operations["listClasses"];
        /**
         * Lập hoặc sửa các lớp
         * @description Make or replace classes. Duties: admin, principal, vicePrincipal.
         */
        put: operations["putClasses"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các tổ
         * @description List the departments.
         */
        get: operations["listDepartments"];
        /**
         * Lập hoặc sửa các tổ
         * @description Make or replace departments. Duties: admin, principal, vicePrincipal.
         */
        put: operations["putDepartments"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các môn học
         * @description List the subjects.
         */
        get: operations["listSubjects"];
        /**
         * Lập hoặc sửa các môn học
         * @description Make or replace subjects. Duties: admin, principal, vicePrincipal.
         */
        put: operations["putSubjects"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/weeks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các tuần học
         * @description List the study weeks.
         */
        get: operations["listWeeks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure/years": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xem các năm học
         * @description List the school years.
         */
        get: operations["listYears"];
        /**
         * Lập hoặc sửa năm học
         * @description Make or replace a school year. Duties: admin, principal, vicePrincipal.
         */
        put: operations["putYear"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kiểm tra chữ ký của một tệp PDF
         * @description Verify the signatures of a PDF file.
         */
        post: operations["verifyFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account of a person. */
        account: {
            departments: string[];
            duties: components["schemas"]["held-duty"][];
            email?: string;
            /** @description From outside the school, such as an inspector. */
            external: boolean;
            fullName: string;
            id: components["schemas"]["id"];
            /** Format: date-time */
            lastSignInAt?: string;
            mustChangePassword: boolean;
            secondFactor: boolean;
            /** @enum {string} */
            state: "active" | "disabled";
            /** @description What stands under a signature. */
            title?: string;
            username: string;
        };
        /** @description A page of accounts. */
        "account-list": {
            accounts: components["schemas"]["account"][];
            nextCursor?: components["schemas"]["cursor"];
        };
        /** @description Which accounts. */
        "account-query": {
            cursor?: components["schemas"]["cursor"];
            department?: components["schemas"]["code"];
            duty?: components["schemas"]["duty-name"];
            limit?: number;
            /** @description Words of the name or user name, with or without tone marks. */
            q?: string;
            /** @enum {string} */
            state?: "active" | "disabled";
        };
        /** @description Whether an account may sign in. */
        "account-state": {
            /** @enum {string} */
            state: "active" | "disabled";
        };
        "approve-record": {
            comment?: string;
            password: string;
        };
        /** @description Who teaches a subject in a class. */
        assignment: {
            class: components["schemas"]["code"];
            from: components["schemas"]["local-date"];
            id: components["schemas"]["id"];
            subject: components["schemas"]["code"];
            teacher: components["schemas"]["id"];
            teacherName: string;
            until?: components["schemas"]["local-date"];
            year: components["schemas"]["school-year-code"];
        };
        /** @description The last day of an assignment. */
        "assignment-end": {
            until: components["schemas"]["local-date"];
        };
        /** @description Teaching assignments. */
        "assignment-list": {
            assignments: components["schemas"]["assignment"][];
        };
        /** @description Which assignments; with a date, those in force on it. */
        "assignment-query": {
            class?: components["schemas"]["code"];
            on?: components["schemas"]["local-date"];
            subject?: components["schemas"]["code"];
            teacher?: components["schemas"]["id"];
            year?: components["schemas"]["school-year-code"];
        };
        "audit-query": {
            /** @description An earlier head that must still be in the chain. */
            head?: string;
        };
        /** @description What the audit chain of the school was found to be. */
        "audit-report": {
            blocks: number;
            entries: number;
            fault?: {
                seq: number;
                /** @enum {unknown} */
                what: "missing" | "previous" | "hash" | "headNotFound";
            };
            /** @description Hash of the newest link; keep it elsewhere to prove later that nothing was cut off. */
            head: string;
            ok: boolean;
        };
        "bilingual-text": {
            en: string;
            vi: string;
        };
        /** @description A certificate of a person or of the school's seal. */
        certificate: {
            account: components["schemas"]["id"];
            id: components["schemas"]["id"];
            issuer?: string;
            /** Format: date-time */
            notAfter?: string;
            /** Format: date-time */
            notBefore?: string;
            /** @enum {string} */
            origin: "school" | "imported";
            /** @description The certificate and those above it but the root. */
            pem?: string;
            pinLocked: boolean;
            /** @enum {string} */
            purpose: "personal" | "seal";
            reason?: string;
            /** @description It ends within 30 days. */
            renewalDue: boolean;
            /** Format: date-time */
            revokedAt?: string;
            /** @description Lower-case hexadecimal. */
            serialNumber?: string;
            /** @enum {string} */
            state: "appointed" | "active" | "expired" | "revoked" | "replaced";
            subject?: string;
        };
        /** @description A certificate as a person reads it. */
        "certificate-facts": {
            issuer: string;
            name: string;
            notAfter: string;
            notBefore: string;
            organisation?: string;
            serialNumber: string;
            sha256: string;
            subject: string;
            unit?: string;
        };
        /** @description A person's own key and certificate, and the PIN the key is to have here. */
        "certificate-import": {
            /** @description A PKCS#12 file in base64, at most 64 kB. */
            file: string;
            passphrase: string;
            pin: components["schemas"]["pin"];
        };
        /** @description Certificates, newest first. */
        "certificate-list": {
            certificates: components["schemas"]["certificate"][];
        };
        /** @description Whose certificates; absent: all. */
        "certificate-query": {
            account?: components["schemas"]["id"];
        };
        /** @description A certificate wanted, with the PIN its key is to have. */
        "certificate-request": {
            pin: components["schemas"]["pin"];
        };
        /** @description A short code without tone marks that people read, such as 10A1 or Toan. */
        code: string;
        /** @description Somebody of the school, as every member of it may know them. */
        colleague: {
            account: components["schemas"]["id"];
            departments: string[];
            duties: components["schemas"]["duty-name"][];
            name: string;
            title?: string;
        };
        "colleague-list": {
            colleagues: components["schemas"]["colleague"][];
            nextCursor?: components["schemas"]["cursor"];
        };
        /** @description Which colleagues. */
        "colleague-query": {
            cursor?: components["schemas"]["cursor"];
            department?: components["schemas"]["code"];
            duty?: components["schemas"]["duty-name"];
            /** @description Words of the name, with or without tone marks. */
            q?: string;
        };
        /** @description Where the next page begins; from the page before. */
        cursor: string;
        /** @description A moment counted from an anchor of the school's calendar, in the school's zone (UTC+7). */
        "deadline-moment": {
            /**
             * @description The first or last day of the study week, a weekday of the calendar week before it, the term, the school year, or the calendar month of the record.
             * @enum {unknown}
             */
            anchor: "weekStart" | "weekEnd" | "weekBefore" | "termStart" | "termEnd" | "yearStart" | "yearEnd" | "monthEnd";
            /** @description Calendar days after the anchor, negative before it. */
            offsetDays?: number;
            /** @description dayBegins: before 00:00 of the day; dayEnds: the day itself still counts, to 23:59:59.999; HH:MM: up to and including that minute's start. */
            until: string;
            /** @description The study week meant where the record names none. */
            week?: number;
            /** @description 1 is Monday; with the anchor weekBefore only. */
            weekday?: number;
        };
        /** @description By when a record is to be submitted. Until `closes` a late one is still taken and marked late, after that only with an extension. */
        "deadline-rule": {
            basis: components["schemas"]["rule-basis"];
            closes?: components["schemas"]["deadline-moment"];
            due: components["schemas"]["deadline-moment"];
            /**
             * @description What happens to a day that is a holiday: it counts as it is, or the last school day before or the first one after it is taken.
             * @enum {unknown}
             */
            holidays: "ignore" | "earlier" | "later";
        };
        delegation: {
            decisionDate?: string;
            decisionNumber?: string;
            duty: components["schemas"]["duty-name"];
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            endsAt: string;
            from: components["schemas"]["person-ref"];
            id: string;
            openedBy?: components["schemas"]["person-ref"];
            reason?: string;
            scope: components["schemas"]["delegation-scope"];
            /** Format: date-time */
            startsAt: string;
            to: components["schemas"]["person-ref"];
            types: string[];
        };
        "delegation-list": {
            delegations: components["schemas"]["delegation"][];
        };
        /** @description Lends a duty for a span of time: one of one's own, or, by the principal or a vice-principal and with the number of the decision, one of somebody who is away. */
        "delegation-new": {
            decisionDate?: components["schemas"]["local-date"];
            /** @description Number of the written decision: 45/QĐ-THPT. */
            decisionNumber?: string;
            duty: components["schemas"]["duty-name"];
            /** Format: date-time */
            endsAt: string;
            /** @description Whose duty is lent; absent: one of one's own. */
            from?: components["schemas"]["id"];
            reason?: string;
            scope?: components["schemas"]["delegation-scope"];
            /** Format: date-time */
            startsAt: string;
            to: components["schemas"]["id"];
            types?: string[];
        };
        /** @description Which delegations. */
        "delegation-query": {
            /**
             * @description One's own that are not over, or the newest 200 of the school with those that ended, for those who manage it.
             * @enum {unknown}
             */
            of?: "mine" | "school";
        };
        "delegation-scope": {
            class?: string;
            department?: string;
            grade?: number;
            subject?: string;
            year?: string;
        };
        /** @description A department of the school. */
        department: {
            code: components["schemas"]["code"];
            /** @enum {string} */
            kind: "academic" | "office";
            name: string;
            shortName: string;
        };
        /** @description Departments, in the school's order. */
        "department-list": {
            departments: components["schemas"]["department"][];
        };
        /** @description The last day of a duty; absent: it ends now. */
        "duty-end": {
            until?: components["schemas"]["local-date"];
        };
        /**
         * @description A duty a person can hold.
         * @enum {string}
         */
        "duty-name": "principal" | "vicePrincipal" | "departmentHead" | "subjectTeacher" | "homeroomTeacher" | "recordsClerk" | "registrar" | "officeStaff" | "admin" | "inspector";
        /** @description An account and one of its duties. */
        "duty-params": {
            duty: components["schemas"]["id"];
            id: components["schemas"]["id"];
        };
        /** @description What part of the school a duty covers; empty is all of it. */
        "duty-scope": {
            class?: components["schemas"]["code"];
            department?: components["schemas"]["code"];
            grade?: number;
            subject?: components["schemas"]["code"];
            year?: components["schemas"]["school-year-code"];
        };
        extension: {
            account: components["schemas"]["id"];
            class?: components["schemas"]["code"];
            /** Format: date-time */
            grantedAt: string;
            grantedBy: string;
            grantedByName: string;
            id: components["schemas"]["id"];
            reason?: string;
            subject?: components["schemas"]["code"];
            /** @description The record type's id (lessonPlan) or code (KHBD). */
            type: string;
            /** Format: date-time */
            until: string;
            week?: number;
            year: components["schemas"]["school-year-code"];
        };
        "extension-list": {
            extensions: components["schemas"]["extension"][];
        };
        "extension-query": {
            account?: components["schemas"]["id"];
            /** @description The record type's id (lessonPlan) or code (KHBD). */
            type?: string;
            year?: components["schemas"]["school-year-code"];
        };
        /** @description Gives somebody's unfinished records to a successor. */
        "hand-over": {
            /** @description Whose records. */
            from: components["schemas"]["id"];
            reason: string;
            /** @description Some of them; absent: every draft, returned and unsigned record. */
            records?: components["schemas"]["id"][];
            /** @description Who goes on with them. */
            to: components["schemas"]["id"];
        };
        "handed-over": {
            handed: components["schemas"]["id"][];
            refused: components["schemas"]["signing-refusal"][];
        };
        /** @description A duty as it is held; the first and the last day count. */
        "held-duty": {
            duty: components["schemas"]["duty-name"];
            from?: components["schemas"]["local-date"];
            id: components["schemas"]["id"];
            scope: components["schemas"]["duty-scope"];
            until?: components["schemas"]["local-date"];
        };
        /** @description An identifier the system gave. */
        id: string;
        "id-params": {
            id: string;
        };
        inbox: {
            items: components["schemas"]["inbox-item"][];
            nextCursor?: string;
        };
        /** @description A record that waits for me. */
        "inbox-item": {
            class?: string;
            code: string;
            delegateOf?: components["schemas"]["person-ref"];
            department?: string;
            /** Format: date-time */
            dueAt?: string;
            fileName: string;
            folder: string;
            /** @description It is in a signing request at this moment. */
            leased: boolean;
            owner: components["schemas"]["person-ref"];
            pages: number;
            record: string;
            revision: number;
            state: string;
            step: {
                duty: string;
                index: number;
                /** @enum {unknown} */
                kind: "approve" | "initial" | "sign" | "seal";
            };
            subject?: string;
            /** Format: date-time */
            submittedAt?: string;
            timeliness?: string;
            title: string;
            type: string;
            version: number;
            week?: number;
            year: string;
        };
        "inbox-query": {
            class?: string;
            cursor?: string;
            department?: string;
            /** @enum {unknown} */
            kind?: "approve" | "initial" | "sign" | "seal";
            limit?: number;
            subject?: string;
            type?: string;
            week?: number;
            year?: string;
        };
        /** @description An account with its one-time password. */
        "initial-password": {
            account: components["schemas"]["account"];
            /** @description Good for one sign-in, after which it must be changed; it cannot be read again. */
            initialPassword: string;
        };
        /**
         * Format: date
         * @description A date without time in the school's zone, YYYY-MM-DD.
         */
        "local-date": string;
        /** @description A sign-in with a password. */
        "login-request": {
            password: string;
            school: components["schemas"]["code"];
            /** @description The code of the second factor, where one is on. */
            totp?: string;
            username: string;
        };
        /** @description A session. */
        "login-response": {
            account: components["schemas"]["account"];
            /** @description For the header X-CSRF-Token of browsers. */
            csrfToken: string;
            /** Format: date-time */
            expiresAt: string;
            mustChangePassword: boolean;
            /** @description Bearer token; a browser has it as a cookie too. */
            token: string;
        };
        /** @description Who is signed in. */
        me: {
            account: components["schemas"]["account"];
            /** @description Those in force today. */
            duties: {
                duty: components["schemas"]["duty-name"];
                scope: components["schemas"]["duty-scope"];
            }[];
            mustChangePassword: boolean;
            school: components["schemas"]["id"];
        };
        /** @description An account to be made. */
        "new-account": {
            departments?: components["schemas"]["code"][];
            duties?: components["schemas"]["new-duty"][];
            /** Format: email */
            email?: string;
            external?: boolean;
            fullName: string;
            title?: string;
            /** @description Lower-case letters, digits, dots and dashes, unique in the school. */
            username: string;
        };
        /** @description Who is to teach a subject in a class; the first and the last day count. */
        "new-assignment": {
            class: components["schemas"]["code"];
            from: components["schemas"]["local-date"];
            subject: components["schemas"]["code"];
            teacher: components["schemas"]["id"];
            until?: components["schemas"]["local-date"];
            year: components["schemas"]["school-year-code"];
        };
        /** @description Assignments to be added. */
        "new-assignment-list": {
            assignments: components["schemas"]["new-assignment"][];
        };
        /** @description A duty to be granted; the first and the last day count. */
        "new-duty": {
            duty: components["schemas"]["duty-name"];
            from?: components["schemas"]["local-date"];
            scope?: components["schemas"]["duty-scope"];
            until?: components["schemas"]["local-date"];
        };
        /** @description Leave to submit later; what it does not name it covers all of. */
        "new-extension": {
            account: components["schemas"]["id"];
            class?: components["schemas"]["code"];
            reason: string;
            subject?: components["schemas"]["code"];
            /** @description The record type's id (lessonPlan) or code (KHBD). */
            type: string;
            /** Format: date-time */
            until: string;
            week?: number;
            year?: components["schemas"]["school-year-code"];
        };
        /** @description News for one person. */
        notification: {
            /** Format: date-time */
            at: string;
            id: string;
            kind: string;
            /** Format: date-time */
            readAt?: string;
            /** @description The record it is about, where it is about one. */
            record?: string;
            /** @description In Vietnamese. */
            text: string;
            /** @description In English. */
            textEn: string;
        };
        "notification-list": {
            nextCursor?: string;
            notifications: components["schemas"]["notification"][];
            /** @description All that are not read, on every page. */
            unread: number;
        };
        "notification-query": {
            cursor?: string;
            limit?: number;
            /** @description Only those not read. */
            unread?: boolean;
        };
        /** @description A signature that an upload brought along. */
        "outside-signature": {
            /** Format: date-time */
            at?: string;
            /** @enum {unknown} */
            conclusion: "valid" | "indeterminate";
            /** @description The authority at the end of its chain. */
            issuer: string;
            name: string;
            organisation?: string;
            /** @description Why it could not be decided. */
            reason?: {
                en: string;
                vi: string;
            };
        };
        /** @description A box on a page as it is seen, in points (1/72 inch) from the lower left corner. */
        "page-box": {
            height: number;
            page: components["schemas"]["page-number"];
            width: number;
            x: number;
            y: number;
        };
        /** @description From 1; negative counts from the last page. */
        "page-number": number;
        /** @description A change of one's own password. */
        "password-change": {
            current: string;
            new: string;
        };
        "person-ref": {
            account: string;
            name: string;
        };
        /**
         * @description A person's own pictures: of the signature, and of the initials (ký nháy).
         * @enum {string}
         */
        "picture-kind": "signature" | "initials";
        /** @description Which of one's own pictures. */
        "picture-kind-params": {
            kind: components["schemas"]["picture-kind"];
        };
        /** @description The PIN of a key. */
        pin: string;
        /** @description A change of a PIN. */
        "pin-change": {
            current: components["schemas"]["pin"];
            new: components["schemas"]["pin"];
        };
        /** @description A problem document (RFC 9457). */
        problem: {
            /** @description Stable machine code. */
            code: string;
            /** @description In Vietnamese. */
            detail: string;
            /** @description In English. */
            detailEn: string;
            details?: {
                [key: string]: unknown;
            };
            /** @description The request's id. */
            instance?: string;
            status: number;
            /** @description In Vietnamese. */
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A record with its versions and steps. */
        record: {
            code: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            dueAt?: string;
            /** @description How far the archived version can be proved without anything else. */
            evidence?: {
                /**
                 * @description The lowest level of its signatures (ETSI EN 319 142-1).
                 * @enum {unknown}
                 */
                level: "B-B" | "B-T" | "B-LT" | "B-LTA";
                /** @description The version is locked in the store until its retention ends. */
                locked: boolean;
                /**
                 * Format: date-time
                 * @description The end of the certificate behind the last document timestamp, which is renewed before it.
                 */
                timestampEnds?: string;
            };
            fileName: string;
            folder: string;
            id: components["schemas"]["id"];
            judged?: {
                /** Format: date-time */
                at: string;
                /** Format: date-time */
                dueAt?: string;
                extension?: string;
                /** @description The rule's basis. */
                rule: string;
            };
            owner: string;
            ownerName: string;
            pages: number;
            retention: {
                class: string;
                /** @description A legal hold is on it. */
                held: boolean;
                /** Format: date-time */
                until?: string;
            };
            revision: number;
            scope: components["schemas"]["record-scope"];
            sha256: string;
            /** @description It is in a signing request at this moment. */
            signing: boolean;
            size: number;
            state: components["schemas"]["record-state"];
            steps: components["schemas"]["record-step"][];
            /** Format: date-time */
            submittedAt?: string;
            timeliness?: components["schemas"]["timeliness"];
            title: string;
            type: string;
            /** @description Number of the newest version. */
            version: number;
            versions: components["schemas"]["record-version"][];
            /** @description The step that is open. */
            waiting?: {
                account?: string;
                class?: string;
                department?: string;
                duty: string;
                /** @enum {unknown} */
                kind: "approve" | "initial" | "sign" | "seal";
                step: number;
            };
            year: components["schemas"]["school-year-code"];
        };
        /** @description What happened to a record, oldest first. */
        "record-event-list": {
            events: {
                actor: string;
                actorName?: string;
                /** Format: date-time */
                at: string;
                details?: {
                    [key: string]: unknown;
                };
                event: string;
                id: string;
            }[];
        };
        "record-list": {
            nextCursor?: components["schemas"]["cursor"];
            records: components["schemas"]["record-summary"][];
        };
        /** @description What an upload is: part `metadata` of the multipart request. Without a year it belongs to the current one. */
        "record-metadata": {
            class?: components["schemas"]["code"];
            department?: components["schemas"]["code"];
            /** @description The name the client believes to be right; another one is refused with the right one. */
            fileName?: string;
            /** @description The folder the client believes to be right. */
            folder?: string;
            grade?: number;
            month?: number;
            student?: components["schemas"]["code"];
            subject?: components["schemas"]["code"];
            /**
             * @description CN is the whole year.
             * @enum {unknown}
             */
            term?: "HK1" | "HK2" | "CN";
            title?: string;
            /** @description The record type's id (lessonPlan) or code (KHBD). */
            type: string;
            week?: number;
            year?: components["schemas"]["school-year-code"];
        };
        /** @description Which records; all conditions hold together. */
        "record-query": {
            class?: components["schemas"]["code"];
            cursor?: components["schemas"]["cursor"];
            department?: components["schemas"]["code"];
            grade?: number;
            /** @description 50 where absent. */
            limit?: number;
            owner?: components["schemas"]["id"];
            /** @description Words of title, type, teacher, subject, class or week, with or without tone marks. */
            q?: string;
            state?: components["schemas"]["record-state"];
            subject?: components["schemas"]["code"];
            /**
             * @description CN is the whole year.
             * @enum {unknown}
             */
            term?: "HK1" | "HK2" | "CN";
            timeliness?: components["schemas"]["timeliness"];
            /** @description The record type's id (lessonPlan) or code (KHBD). */
            type?: string;
            week?: number;
            year?: components["schemas"]["school-year-code"];
        };
        /** @description What a record is about. */
        "record-scope": {
            class?: components["schemas"]["code"];
            department?: components["schemas"]["code"];
            grade?: number;
            month?: number;
            student?: components["schemas"]["code"];
            subject?: components["schemas"]["code"];
            /**
             * @description CN is the whole year.
             * @enum {unknown}
             */
            term?: "HK1" | "HK2" | "CN";
            week?: number;
        };
        /**
         * @description A part of what a record is about.
         * @enum {unknown}
         */
        "record-scope-field": "department" | "class" | "subject" | "grade" | "term" | "week" | "month" | "student";
        "record-signature": {
            account: string;
            accountName: string;
            /** Format: date-time */
            at: string;
            certificateSerial: string;
            duty: string;
            fieldName: string;
            /** @enum {unknown} */
            kind: "approve" | "initial" | "sign" | "seal";
            level: string;
            step: number;
        };
        /**
         * @description Where a record stands in its life.
         * @enum {unknown}
         */
        "record-state": "draft" | "inApproval" | "approved" | "sealed" | "archived" | "disposed" | "returned" | "withdrawn" | "superseded" | "revoked";
        "record-step": {
            account?: string;
            accountName?: string;
            comment?: string;
            /** Format: date-time */
            decidedAt?: string;
            delegateOf?: string;
            duty: string;
            index: number;
            /** @enum {unknown} */
            kind: "approve" | "initial" | "sign" | "seal";
            /** @description The duty above that acts, where nobody can use the step's own duty. */
            raisedTo?: string;
            revision: number;
            /** @description Decided by the owner or by who decided an earlier step, as the type allows. */
            samePerson?: boolean;
            /** @description The record's type lets the owner or an earlier decider decide this step. */
            samePersonMay?: boolean;
            scope?: components["schemas"]["duty-scope"];
            /** @enum {unknown} */
            state: "waiting" | "open" | "done" | "returned" | "skipped";
        };
        /** @description A record in a list. */
        "record-summary": {
            code: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            dueAt?: string;
            fileName: string;
            folder: string;
            id: components["schemas"]["id"];
            owner: string;
            ownerName: string;
            pages: number;
            revision: number;
            scope: components["schemas"]["record-scope"];
            sha256: string;
            size: number;
            state: components["schemas"]["record-state"];
            /** Format: date-time */
            submittedAt?: string;
            timeliness?: components["schemas"]["timeliness"];
            title: string;
            type: string;
            /** @description Number of the newest version. */
            version: number;
            /** @description The step that is open. */
            waiting?: {
                account?: string;
                class?: string;
                department?: string;
                duty: string;
                grade?: number;
                /** @enum {unknown} */
                kind: "approve" | "initial" | "sign" | "seal";
                step: number;
                subject?: components["schemas"]["code"];
                /** @description Nobody in the school may take this step; the principal and the administrators are told. */
                unattended?: boolean;
            };
            year: components["schemas"]["school-year-code"];
        };
        /** @description A kind of record a school keeps: everything the system knows of it. Templates hold {field}, {field|other} and [optional parts]. */
        "record-type": {
            /**
             * @description How signatures look: as Decree 30/2020 wants them, a small stamp, or not at all.
             * @enum {unknown}
             */
            appearance: "nd30" | "compactStamp" | "invisible";
            basis: components["schemas"]["rule-basis"][];
            chain: components["schemas"]["record-type-step"][];
            code: string;
            deadline?: components["schemas"]["deadline-rule"];
            fileName: string;
            folder: string;
            /** @enum {unknown} */
            frequency: "week" | "month" | "term" | "year" | "once";
            /** @enum {unknown} */
            group: "school" | "department" | "teacher" | "class" | "student";
            id: string;
            lock?: {
                /** @enum {unknown} */
                after: "approved" | "sealed";
                basis: components["schemas"]["rule-basis"];
                note?: components["schemas"]["bilingual-text"];
            };
            name: components["schemas"]["bilingual-text"];
            /** @description The band in which the stamps of the chain stand side by side; absent, the bottom margin of the last page. */
            placement?: components["schemas"]["page-box"];
            print: {
                basis: components["schemas"]["rule-basis"];
                note?: components["schemas"]["bilingual-text"];
                required: boolean;
            };
            retention: {
                basis: components["schemas"]["rule-basis"];
                /** @description As the school's retention schedule names it. */
                class: string;
                /** @description In years. */
                period: "permanent" | number;
                /**
                 * @description The day the record was sealed (or approved, where there is no seal), or the last day of its school year.
                 * @enum {unknown}
                 */
                startsAt: "finished" | "yearEnd";
            };
            /** @description The owner, or who decided one step, may decide another of the same revision; absent, never. The record shows where it was so. */
            samePersonMay?: boolean;
            scope: {
                /** @description Exactly one of these must be given. */
                oneOf?: components["schemas"]["record-scope-field"][];
                optional?: components["schemas"]["record-scope-field"][];
                required: components["schemas"]["record-scope-field"][];
            };
            title: string;
            uploaders: {
                duty: components["schemas"]["duty-name"];
                /** @description The uploader must be assigned to the subject in the class, or in a class of the grade. */
                teaches?: boolean;
                within?: ("department" | "class" | "subject" | "grade")[];
            }[];
        };
        "record-type-list": {
            types: components["schemas"]["record-type"][];
        };
        /** @description One step of a record type's chain. */
        "record-type-step": {
            duty: "owner" | components["schemas"]["duty-name"];
            /** @enum {unknown} */
            kind: "approve" | "initial" | "sign" | "seal";
            /** @description Passed over when the owner holds this duty, having signed already. */
            unlessOwner?: boolean;
            /** @description The parts of the record's scope the duty must be held for. */
            within?: ("department" | "class" | "subject" | "grade")[];
        };
        "record-version": {
            /** Format: date-time */
            at: string;
            by: string;
            /** @description Of the current revision; older ones stay, marked so. */
            current: boolean;
            /** @enum {unknown} */
            kind: "upload" | "signature" | "seal" | "evidence";
            n: number;
            originalName: string;
            /** @description The signatures that the upload brought along, as they were judged then. */
            outside?: components["schemas"]["outside-signature"][];
            pages: number;
            revision: number;
            sha256: string;
            signatures: components["schemas"]["record-signature"][];
            /** @description The upload carried signatures made elsewhere. */
            signedOutside?: boolean;
            /** @description In bytes. */
            size: number;
        };
        "record-version-params": {
            id: components["schemas"]["id"];
            n: number;
        };
        "return-record": {
            reason: string;
        };
        /** @description What a revision says of itself: part `metadata` of the multipart request. */
        "revision-metadata": {
            fileName?: string;
            /** @description What was changed. */
            note?: string;
            title?: string;
        };
        /** @description Why a certificate is revoked. */
        revocation: {
            reason: components["schemas"]["revocation-reason"];
        };
        /**
         * @description CRLReason of RFC 5280 as far as a school gives one.
         * @enum {string}
         */
        "revocation-reason": "unspecified" | "keyCompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "privilegeWithdrawn";
        /** @description What a rule rests on, and since when. */
        "rule-basis": {
            clause?: string;
            /** @description The document in Vietnamese, as it is cited. */
            document: string;
            from: components["schemas"]["local-date"];
            /** @description Where it was read: a seed document's number such as [003], or a web source. */
            source: string;
            until?: components["schemas"]["local-date"];
        };
        /** @description A class of one year. */
        "school-class": {
            code: components["schemas"]["code"];
            grade: number;
            room?: string;
            subjects: components["schemas"]["code"][];
            year: components["schemas"]["school-year-code"];
        };
        /** @description Classes, in the school's order. */
        "school-class-list": {
            classes: components["schemas"]["school-class"][];
        };
        /** @description A school by its code. */
        "school-params": {
            school: components["schemas"]["code"];
        };
        /** @description A school year with its terms, weeks and holidays. */
        "school-year": {
            code: components["schemas"]["school-year-code"];
            endsOn: components["schemas"]["local-date"];
            holidays: {
                endsOn: components["schemas"]["local-date"];
                name: string;
                startsOn: components["schemas"]["local-date"];
            }[];
            startsOn: components["schemas"]["local-date"];
            terms: {
                code: components["schemas"]["code"];
                endsOn: components["schemas"]["local-date"];
                name: string;
                startsOn: components["schemas"]["local-date"];
            }[];
            weeks: components["schemas"]["study-week"][];
        };
        /** @description A school year, 2026-2027. */
        "school-year-code": string;
        /** @description The school years. */
        "school-year-list": {
            current?: components["schemas"]["school-year-code"];
            years: components["schemas"]["school-year"][];
        };
        /** @description Who is to keep the school's seal: the account of an acting records clerk. */
        "seal-custodian": {
            custodian: components["schemas"]["id"];
        };
        /** @description What is known of the picture of the school's seal. */
        "seal-picture": {
            /** Format: date-time */
            at: string;
            /** @description Account of who kept the seal then. */
            by: string;
            /** @description In pixels. */
            height: number;
            sha256: string;
            /** @description In bytes. */
            size: number;
            /** @description In pixels. */
            width: number;
            /** @description The seal's actual width in millimetres. */
            widthMm: number;
        };
        /** @description The picture of the school's seal: part `metadata` of the multipart request. Part `file` is a PNG of at most 1 MiB that ends where the seal ends. */
        "seal-picture-new": {
            /** @description The seal's actual width in millimetres; 36 where not given. */
            widthMm?: number;
        };
        /** @description What is known of a person's picture. */
        "signature-picture": {
            /** Format: date-time */
            at: string;
            /** @description In pixels. */
            height: number;
            kind: components["schemas"]["picture-kind"];
            sha256: string;
            /** @description In bytes. */
            size: number;
            /** @description In pixels. */
            width: number;
        };
        "signature-picture-list": {
            pictures: components["schemas"]["signature-picture"][];
        };
        /** @description What a person's picture shows: part `metadata` of the multipart request. Part `file` is a PNG of at most 1 MiB. */
        "signature-picture-new": {
            kind: components["schemas"]["picture-kind"];
        };
        "signing-confirmation": {
            pin: string;
        };
        "signing-item": {
            failure?: components["schemas"]["signing-refusal"];
            record: string;
            /** @enum {unknown} */
            state: "preparing" | "prepared" | "confirmed" | "embedded" | "failed";
            step: number;
        };
        /** @description Why a record was left out, or failed. */
        "signing-refusal": {
            /** @description Stable machine code. */
            code: string;
            record: string;
            /** @description In Vietnamese. */
            text: string;
            /** @description In English. */
            textEn: string;
        };
        "signing-request": {
            /** Format: date-time */
            confirmedAt?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            id: string;
            items: components["schemas"]["signing-item"][];
            /** @enum {unknown} */
            kind: "personal" | "seal";
            /** @description Records that were left out when the request was made. */
            refused: components["schemas"]["signing-refusal"][];
            /** @enum {unknown} */
            state: "preparing" | "ready" | "confirmed" | "done" | "failed" | "cancelled" | "expired";
        };
        /** @description One's own newest signing requests, at most 20. */
        "signing-request-list": {
            requests: components["schemas"]["signing-request"][];
        };
        /** @description Records to be signed with one confirmation. */
        "signing-request-new": {
            appearance?: components["schemas"]["stamp-wish"];
            /**
             * @description Which credential signs; absent: what the first record's open step needs.
             * @enum {unknown}
             */
            kind?: "personal" | "seal";
            records: string[];
        };
        "signing-request-query": {
            /** @description Seconds to wait for the state to leave `preparing` or `confirmed`. */
            wait?: number;
        };
        /** @description How the signature is to be drawn: in a corner of a page, in a box, or not at all. Absent, the record's type decides. */
        "stamp-wish": {
            page: components["schemas"]["page-number"];
            /** @enum {unknown} */
            place: "bottomLeft" | "bottomRight" | "topRight";
        } | {
            box: components["schemas"]["page-box"];
        } | {
            /** @constant */
            invisible: true;
        };
        /** @description What became of a record when a step was decided. */
        "step-outcome": {
            record: string;
            revision: number;
            state: string;
        };
        /** @description A study week; weeks may leave days between them. */
        "study-week": {
            endsOn: components["schemas"]["local-date"];
            number: number;
            startsOn: components["schemas"]["local-date"];
            term: components["schemas"]["code"];
        };
        /** @description A subject and the department that teaches it. */
        subject: {
            /** @enum {string} */
            assessedBy?: "marks" | "comment";
            code: components["schemas"]["code"];
            department: components["schemas"]["code"];
            name: string;
            periodsPerWeek?: number;
        };
        /** @description Subjects, in the school's order. */
        "subject-list": {
            subjects: components["schemas"]["subject"][];
        };
        /**
         * @description How a submission stood to its deadline.
         * @enum {unknown}
         */
        timeliness: "onTime" | "late" | "lateWithExtension";
        /** @description A code of the second factor. */
        "totp-code": {
            code: string;
        };
        /** @description The secret of a new second factor. */
        "totp-secret": {
            /** @description Base32. */
            secret: string;
            /** @description For a QR code. */
            uri: string;
        };
        /** @description Records that wait for a step which nobody in the school can take; at most 200 of them, and how many there are. */
        "unattended-list": {
            count: number;
            records: components["schemas"]["unattended-record"][];
        };
        "unattended-record": {
            class?: string;
            department?: string;
            duty: string;
            record: components["schemas"]["id"];
            /** Format: date-time */
            submittedAt?: string;
            title: string;
            type: string;
        };
        /** @description Why a conclusion is what it is. */
        "verification-reason": {
            code: string;
            details?: {
                [key: string]: string | number;
            };
            en: string;
            vi: string;
            /** @enum {unknown} */
            weight: "invalid" | "indeterminate" | "note";
        };
        /** @description What is known of the signatures of a file. */
        "verification-report": {
            bytes: number;
            /** Format: date-time */
            checkedAt: string;
            /** @enum {unknown} */
            conclusion: "valid" | "invalid" | "indeterminate";
            en: string;
            reasons: components["schemas"]["verification-reason"][];
            revisions: number;
            signatures: components["schemas"]["verification-signature"][];
            vi: string;
        };
        /** @description The facts of one signature. */
        "verification-signature": {
            /**
             * @description unknown is "could not tell" and never counts as good.
             * @enum {unknown}
             */
            algorithms: "good" | "bad" | "unknown";
            chain: {
                certificates: components["schemas"]["certificate-facts"][];
                /**
                 * @description unknown is "could not tell" and never counts as good.
                 * @enum {unknown}
                 */
                status: "good" | "bad" | "unknown";
            };
            changes: {
                /**
                 * @description unknown is "could not tell" and never counts as good.
                 * @enum {unknown}
                 */
                allowed: "good" | "bad" | "unknown";
                list: {
                    kind: string;
                    where: string;
                }[];
                /** @enum {unknown} */
                permission?: 1 | 2 | 3;
            };
            /** @enum {unknown} */
            conclusion: "valid" | "invalid" | "indeterminate";
            coverage: {
                byteRange: number[];
                /** @enum {unknown} */
                scope: "whole-file" | "earlier-revision" | "unsound";
            };
            en: string;
            field: string;
            integrity: {
                /**
                 * @description unknown is "could not tell" and never counts as good.
                 * @enum {unknown}
                 */
                content: "good" | "bad" | "unknown";
                digestAlgorithm?: string;
                /**
                 * @description unknown is "could not tell" and never counts as good.
                 * @enum {unknown}
                 */
                signature: "good" | "bad" | "unknown";
                signatureAlgorithm?: string;
            };
            /**
             * @description unknown is "could not tell" and never counts as good.
             * @enum {unknown}
             */
            keyUsage: "good" | "bad" | "unknown";
            /** @enum {unknown} */
            kind: "approval" | "certification" | "document-timestamp";
            location?: string;
            profile: {
                departures: string[];
                /** @enum {unknown} */
                level?: "B-B" | "B-T" | "B-LT" | "B-LTA";
            };
            reasons: components["schemas"]["verification-reason"][];
            revocation: {
                certificate: string;
                reason?: string;
                revokedAt?: string;
                /** @enum {unknown} */
                source?: "crl" | "ocsp";
                /** @enum {unknown} */
                status: "good" | "revoked" | "unknown" | "not-offered";
                thisUpdate?: string;
            }[];
            signer?: components["schemas"]["certificate-facts"];
            statedReason?: string;
            time: {
                authority?: string;
                claimed?: string;
                /** @enum {unknown} */
                source: "signature-timestamp" | "document-timestamp" | "claimed" | "none";
                value?: string;
            };
            vi: string;
        };
        /** @description The study weeks of a year. */
        "week-list": {
            /** @description Number of the week it is; absent in holidays. */
            current?: number;
            weeks: components["schemas"]["study-week"][];
            year: components["schemas"]["school-year-code"];
        };
        /** @description Which year; absent: the current one. */
        "week-query": {
            year?: components["schemas"]["school-year-code"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    searchAccounts: {
        parameters: {
            query?: {
                cursor?: components["schemas"]["cursor"];
                department?: components["schemas"]["code"];
                duty?: components["schemas"]["duty-name"];
                limit?: number;
                /** @description Words of the name or user name, with or without tone marks. */
                q?: string;
                state?: "active" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["new-account"];
            };
        };
        responses: {
            /** @description Create an account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["initial-password"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get an account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    grantDuty: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["new-duty"];
            };
        };
        responses: {
            /** @description Grant a duty */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    endDuty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duty: components["schemas"]["id"];
                id: components["schemas"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["duty-end"];
            };
        };
        responses: {
            /** @description End a duty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reset a password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["initial-password"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    setAccountState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account-state"];
            };
        };
        responses: {
            /** @description Disable or enable an account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    searchArchive: {
        parameters: {
            query?: {
                class?: components["schemas"]["code"];
                cursor?: components["schemas"]["cursor"];
                department?: components["schemas"]["code"];
                grade?: number;
                /** @description 50 where absent. */
                limit?: number;
                owner?: components["schemas"]["id"];
                /** @description Words of title, type, teacher, subject, class or week, with or without tone marks. */
                q?: string;
                state?: components["schemas"]["record-state"];
                subject?: components["schemas"]["code"];
                /** @description CN is the whole year. */
                term?: "HK1" | "HK2" | "CN";
                timeliness?: components["schemas"]["timeliness"];
                /** @description The record type's id (lessonPlan) or code (KHBD). */
                type?: string;
                week?: number;
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search the archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    openArchivedRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open an archived record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /** @description An earlier head that must still be in the chain. */
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Verify the audit chain */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit-report"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["login-request"];
            };
        };
        responses: {
            /** @description Sign in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["login-response"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listCertificates: {
        parameters: {
            query?: {
                account?: components["schemas"]["id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the school’s certificates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    revokeCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["revocation"];
            };
        };
        responses: {
            /** @description Revoke a certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    unlockPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unlock a PIN */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    searchColleagues: {
        parameters: {
            query?: {
                cursor?: components["schemas"]["cursor"];
                department?: components["schemas"]["code"];
                duty?: components["schemas"]["duty-name"];
                /** @description Words of the name, with or without tone marks. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search colleagues */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["colleague-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listDelegations: {
        parameters: {
            query?: {
                /** @description One's own that are not over, or the newest 200 of the school with those that ended, for those who manage it. */
                of?: "mine" | "school";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delegations of mine, or of the school */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["delegation-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    createDelegation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["delegation-new"];
            };
        };
        responses: {
            /** @description Lend a duty for a time */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["delegation"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    endDelegation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a delegation early */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["delegation"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listExtensions: {
        parameters: {
            query?: {
                account?: components["schemas"]["id"];
                /** @description The record type's id (lessonPlan) or code (KHBD). */
                type?: string;
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The extensions granted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["extension-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    grantExtension: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["new-extension"];
            };
        };
        responses: {
            /** @description Grant an extension of a deadline */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["extension"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: {
                class?: string;
                cursor?: string;
                department?: string;
                kind?: "approve" | "initial" | "sign" | "seal";
                limit?: number;
                subject?: string;
                type?: string;
                week?: number;
                year?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records that wait for me */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["inbox"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See one’s own account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getOwnCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See one’s own certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    issueOwnCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["certificate-request"];
            };
        };
        responses: {
            /** @description Issue or renew one’s own certificate */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    importOwnCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["certificate-import"];
            };
        };
        responses: {
            /** @description Import one’s own certificate from a PKCS#12 file */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    changeOwnPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["pin-change"];
            };
        };
        responses: {
            /** @description Change a PIN */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["password-change"];
            };
        };
        responses: {
            /** @description Change one’s own password */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getSealCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See the seal one keeps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    activateSeal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["certificate-request"];
            };
        };
        responses: {
            /** @description Activate the seal and set its PIN */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    changeSealPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["pin-change"];
            };
        };
        responses: {
            /** @description Change a PIN */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listOwnPictures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See what pictures of one’s own are stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signature-picture-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putOwnPicture: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                    metadata: components["schemas"]["signature-picture-new"];
                };
            };
        };
        responses: {
            /** @description Store a picture of one’s own signature or initials */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signature-picture"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    removeOwnPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["picture-kind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a picture of one’s own away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    downloadOwnPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["picture-kind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download a picture of one’s own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    startSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Start a second factor */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["totp-secret"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["totp-code"];
            };
        };
        responses: {
            /** @description Confirm the second factor */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["totp-code"];
            };
        };
        responses: {
            /** @description Remove the second factor */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Only those not read. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List my notifications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["notification-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    markNotificationRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mark a notification as read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    markAllNotificationsRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mark all notifications as read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getIssuingCertificateDer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the issuing certificate (DER) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getIssuingCrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download a revocation list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getIssuingCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the school’s authority certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getRootCertificateDer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the root certificate (DER) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getRootCrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download a revocation list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getRootCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the school’s authority certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listRecordTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record-type-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                class?: components["schemas"]["code"];
                cursor?: components["schemas"]["cursor"];
                department?: components["schemas"]["code"];
                grade?: number;
                /** @description 50 where absent. */
                limit?: number;
                owner?: components["schemas"]["id"];
                /** @description Words of title, type, teacher, subject, class or week, with or without tone marks. */
                q?: string;
                state?: components["schemas"]["record-state"];
                subject?: components["schemas"]["code"];
                /** @description CN is the whole year. */
                term?: "HK1" | "HK2" | "CN";
                timeliness?: components["schemas"]["timeliness"];
                /** @description The record type's id (lessonPlan) or code (KHBD). */
                type?: string;
                week?: number;
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Find records */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    createRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                    metadata: components["schemas"]["record-metadata"];
                };
            };
        };
        responses: {
            /** @description Upload a file as a new record */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    approveRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["approve-record"];
            };
        };
        responses: {
            /** @description Approve a record with the password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["step-outcome"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listRecordEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history of a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record-event-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    returnRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["return-record"];
            };
        };
        responses: {
            /** @description Return a record with a reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["step-outcome"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    submitRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Submit a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    reviseRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                    metadata: components["schemas"]["revision-metadata"];
                };
            };
        };
        responses: {
            /** @description Upload a revision of a record */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    downloadVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["id"];
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the file of a version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    withdrawRecord: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["record"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    handOverRecords: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hand-over"];
            };
        };
        responses: {
            /** @description Hand unsigned records over to a successor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["handed-over"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listUnattended: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Records whose step nobody can take */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["unattended-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    appointSealCustodian: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["seal-custodian"];
            };
        };
        responses: {
            /** @description Appoint who keeps the school’s seal */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["certificate"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getSealPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See what is known of the seal’s picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["seal-picture"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putSealPicture: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                    metadata: components["schemas"]["seal-picture-new"];
                };
            };
        };
        responses: {
            /** @description Store the picture of the school’s seal */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["seal-picture"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    removeSealPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take the seal’s picture away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    downloadSealPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the seal’s picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listSigningRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My signing requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signing-request-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    requestSignatures: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["signing-request-new"];
            };
        };
        responses: {
            /** @description Ask to sign or seal a batch of records */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signing-request"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    getSigningRequest: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the state to leave `preparing` or `confirmed`. */
                wait?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a signing request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signing-request"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    cancelSignatures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel a request that is not confirmed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signing-request"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    confirmSignatures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["signing-confirmation"];
            };
        };
        responses: {
            /** @description Confirm with the PIN */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["signing-request"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listAssignments: {
        parameters: {
            query?: {
                class?: components["schemas"]["code"];
                on?: components["schemas"]["local-date"];
                subject?: components["schemas"]["code"];
                teacher?: components["schemas"]["id"];
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the teaching assignments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["assignment-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    addAssignments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["new-assignment-list"];
            };
        };
        responses: {
            /** @description Add teaching assignments */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    endAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["assignment-end"];
            };
        };
        responses: {
            /** @description End a teaching assignment */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listClasses: {
        parameters: {
            query?: {
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the classes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["school-class-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putClasses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["school-class-list"];
            };
        };
        responses: {
            /** @description Make or replace classes */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the departments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["department-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["department-list"];
            };
        };
        responses: {
            /** @description Make or replace departments */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listSubjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the subjects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["subject-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putSubjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["subject-list"];
            };
        };
        responses: {
            /** @description Make or replace subjects */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listWeeks: {
        parameters: {
            query?: {
                year?: components["schemas"]["school-year-code"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the study weeks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["week-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    listYears: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the school years */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["school-year-list"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    putYear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["school-year"];
            };
        };
        responses: {
            /** @description Make or replace a school year */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    verifyFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Verify the signatures of a PDF file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["verification-report"];
                };
            };
            /** @description Problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
}
